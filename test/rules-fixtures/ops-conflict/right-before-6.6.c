// SPDX-License-Identifier: MIT
// generation: 6.3
// Up to 6.5 the callback under the page table lock may stand beside start and end; the name of its successor means nothing.

static void flushes(struct mmu_notifier *mn, struct mm_struct *mm,
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

static const struct mmu_notifier_ops old_ops = {
	.invalidate_range = flushes,
	.invalidate_range_start = counts,
};

static const struct mmu_notifier_ops from_elsewhere_ops = {
	.arch_invalidate_secondary_tlbs = flushes,
	.invalidate_range_start = counts,
};
