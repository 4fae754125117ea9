// generation: 4.19
// A subscriber of our own, whose callbacks take mm, start and end.
#include <linux/mmu_notifier.h>

struct example {
	struct mmu_notifier mn;
	spinlock_t lock;
	unsigned long first, last;
};

static int example_start(struct mmu_notifier *mn, struct mm_struct *mm,
			 unsigned long start, unsigned long end, bool blockable);
static void example_end(struct mmu_notifier *, struct mm_struct *, unsigned long, unsigned long);

static const struct mmu_notifier_ops example_ops = {
	.invalidate_range_start	= example_start,
	.invalidate_range_end	= example_end,
};

void example_drop(struct example *ex, struct mm_struct *mm, unsigned long start, unsigned long end);

static int example_start(struct mmu_notifier *mn, struct mm_struct *mm,
			 unsigned long start, unsigned long end, bool blockable)
{
	struct example *ex = container_of(mn, struct example, mn);

	if (!blockable)
		return -EAGAIN;
	/* Whole pages. */
	start &= PAGE_MASK;
	spin_lock(&ex->lock);
	example_drop(ex, mm, start, end);
	spin_unlock(&ex->lock);
	return 0;
}

static void example_end(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct example *ex = container_of(mn, struct example, mn);

	if (start < ex->last && ex->first < end)
		example_drop(ex, mm, ex->first, ex->last);
}

static void other_range(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	example_drop(container_of(mn, struct example, mn), mm, start, end);
}

static int other_young(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return start < end;
}

static const struct mmu_notifier_ops other_ops = {
	.invalidate_range = other_range,
	.clear_flush_young = other_young,
};

int use_all(struct mmu_notifier *mn, struct mm_struct *mm)
{
	mn->ops = mm ? &example_ops : &other_ops;
	return mmu_notifier_register(mn, mm);
}
