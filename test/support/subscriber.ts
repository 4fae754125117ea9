/** A subscriber of our own, that does one of everything. */
export const SUBSCRIBER = `#include <linux/mmu_notifier.h>

struct example {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct device *dev;
};

static void example_drop(struct example *ex, unsigned long start, unsigned long end)
{
	example_hw_unmap(ex->dev, start, end);
}

static bool example_invalidate(struct mmu_interval_notifier *mni,
			       const struct mmu_notifier_range *range,
			       unsigned long cur_seq)
{
	struct example *ex = container_of(mni, struct example, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == ex->dev)
		return true;
	if (mmu_notifier_range_blockable(range))
		mutex_lock(&ex->lock);
	else if (!mutex_trylock(&ex->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	example_drop(ex, range->start, range->end);
	mutex_unlock(&ex->lock);
	return true;
}

static const struct mmu_interval_notifier_ops example_ops = {
	.invalidate = example_invalidate,
};

static int example_open(struct example *ex, struct mm_struct *mm, unsigned long start, unsigned long length)
{
	int err = mmu_interval_notifier_insert(&ex->notifier, mm, start, length, &example_ops);

	if (err)
		return err;
	return 0;
}

static void example_close(struct example *ex)
{
	mmu_interval_notifier_remove(&ex->notifier);
}
`;
