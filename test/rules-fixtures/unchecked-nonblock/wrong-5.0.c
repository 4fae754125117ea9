// SPDX-License-Identifier: MIT
// generation: 5.0
// Before the header said __must_check nobody but us complained.

static void dropped_in_an_old_tree(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}
