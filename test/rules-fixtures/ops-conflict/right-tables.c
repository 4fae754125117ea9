// SPDX-License-Identifier: MIT
// generation: 6.12
// Tables of one kind or the other, and some that the preprocessor decides on.

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

static void counts_down(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	atomic_dec(&mirror->open);
}

static const struct mmu_notifier_ops walks_ops = {
	.release = walker_release,
	.arch_invalidate_secondary_tlbs = flushes,
	.free_notifier = walker_free,
};

static const struct mmu_notifier_ops mirrors_ops = {
	.invalidate_range_start = counts,
	.invalidate_range_end = counts_down,
};

static const struct mmu_notifier_ops says_no_ops = {
	.invalidate_range_start = NULL,
	.invalidate_range_end = 0,
	.arch_invalidate_secondary_tlbs = flushes,
};

static const struct mmu_notifier_ops either_ops = {
#ifdef CONFIG_WALKER_SVA
	.arch_invalidate_secondary_tlbs = flushes,
#else
	.invalidate_range_start = counts,
	.invalidate_range_end = counts_down,
#endif
};
