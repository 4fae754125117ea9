// generation: 6.10
// A subscriber of our own, of today.
#include <linux/mmu_notifier.h>

struct example {
	struct mmu_notifier mn;
	spinlock_t lock;
	unsigned long first, last;
};

void example_drop(struct example *ex, struct mm_struct *mm, unsigned long start, unsigned long end);

static int example_start(struct mmu_notifier *mn,
			 const struct mmu_notifier_range *range)
{
	struct example *ex = container_of(mn, struct example, mn);
	unsigned long start = range->start & PAGE_MASK;

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	spin_lock(&ex->lock);
	example_drop(ex, range->mm, start, range->end);
	spin_unlock(&ex->lock);
	return 0;
}

static int counting_start(struct mmu_notifier *mn, const struct mmu_notifier_range *update)
{
	struct example *ex = container_of(mn, struct example, mn);

	if (update->end <= ex->first)
		return 0;
	ex->last++;
	return 0;
}

static void counting_end(struct mmu_notifier *mn, const struct mmu_notifier_range *update)
{
	struct example *ex = container_of(mn, struct example, mn);

	if (update->flags & MMU_NOTIFIER_RANGE_BLOCKABLE)
		ex->last--;
}

static void tlb_range(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	example_drop(container_of(mn, struct example, mn), mm, start, end);
}

static const struct mmu_notifier_ops example_ops = { .invalidate_range_start = example_start };

static const struct mmu_notifier_ops counting_ops = {
	.invalidate_range_start = counting_start,
	.invalidate_range_end = counting_end,
};

static const struct mmu_notifier_ops tlb_ops = {
	/* Under the page-table lock. */
	.arch_invalidate_secondary_tlbs = tlb_range,
};

int use_all(struct mmu_notifier *mn, struct mm_struct *mm, int which)
{
	mn->ops = which == 0 ? &example_ops : which == 1 ? &counting_ops : &tlb_ops;
	return mmu_notifier_register(mn, mm);
}
