// SPDX-License-Identifier: MIT
/*
 * ops-conflict: a device that walks the CPU's page tables and one that keeps
 * its own are told in different ways. No table may want both: it is refused
 * when it is registered.
 */

static void walker_flush(struct mmu_notifier *mn, struct mm_struct *mm,
			 unsigned long start, unsigned long end)
{
	struct walker *walker = container_of(mn, struct walker, mn);

	walker_flush_tlb(walker, start, end);
}

static void walker_end(struct mmu_notifier *mn,
		       const struct mmu_notifier_range *range)
{
	struct walker *walker = container_of(mn, struct walker, mn);

	atomic_inc(&walker->flushed);
}

static const struct mmu_notifier_ops walker_ops = {
	.arch_invalidate_secondary_tlbs = walker_flush,
	.invalidate_range_end = walker_end,
};
