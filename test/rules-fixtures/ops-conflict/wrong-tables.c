// SPDX-License-Identifier: MIT
// generation: 6.12
// Tables that mmu_notifier_register() refuses.

static void flushes(struct mmu_notifier *mn, struct mm_struct *mm, // expect: ops-conflict error
		    unsigned long start, unsigned long end)
{
	walker_flush(container_of(mn, struct walker, mn), start, end);
}

static int counts(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	atomic_inc(&mirror->open);
	return 0;
}

static void counts_down(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	atomic_dec(&mirror->open);
}

static const struct mmu_notifier_ops both_ops = {
	.invalidate_range_start = counts,
	.invalidate_range_end = counts_down,
	.arch_invalidate_secondary_tlbs = flushes,
};

static void flushes_again(struct mmu_notifier *mn, struct mm_struct *mm, // expect: ops-conflict error
			  unsigned long start, unsigned long end)
{
	walker_flush(container_of(mn, struct walker, mn), start, end);
}

static const struct mmu_notifier_ops end_only_ops = {
	.release = walker_release,
	.arch_invalidate_secondary_tlbs = &flushes_again,
	.invalidate_range_end = counts_down,
};

/* Not const, and from another file beside it. */
static void flushes_a_third_time(struct mmu_notifier *mn, struct mm_struct *mm, // expect: ops-conflict error
				 unsigned long start, unsigned long end)
{
	struct walker *walker = container_of(mn, struct walker, mn);
	unsigned long flags;

	spin_lock_irqsave(&walker->lock, flags);
	walker_flush(walker, start, end);
	spin_unlock_irqrestore(&walker->lock, flags);
}

struct mmu_notifier_ops start_ops = {
	.invalidate_range_start = walker_start,
	.arch_invalidate_secondary_tlbs = flushes_a_third_time,
};

static void flushes_under_rcu(struct mmu_notifier *mn, struct mm_struct *mm, // expect: ops-conflict error
			      unsigned long start, unsigned long end)
{
	rcu_read_lock();
	walker_flush(container_of(mn, struct walker, mn), start, end);
	rcu_read_unlock();
}

/* The same start in two tables: one of them is fine. */
static const struct mmu_notifier_ops fine_ops = {
	.invalidate_range_start = counts,
	.invalidate_range_end = counts_down,
};

static const struct mmu_notifier_ops inside_ops = {
	.free_notifier = walker_free,
	.arch_invalidate_secondary_tlbs = (void *)flushes_under_rcu,
	.invalidate_range_start = counts,
};
