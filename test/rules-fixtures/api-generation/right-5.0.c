// SPDX-License-Identifier: MIT
// generation: 5.0

static bool blockable_field(const struct mmu_notifier_range *range)
{
	return range->blockable;
}

static void four_arguments(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}
