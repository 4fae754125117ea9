// SPDX-License-Identifier: MIT
// generation: 6.15
// Since 6.15 EXCLUSIVE is for making entries exclusive only, and then there is an owner.

static void exclusive_with_null_owner(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma->vm_mm, addr, addr + PAGE_SIZE, NULL); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}
