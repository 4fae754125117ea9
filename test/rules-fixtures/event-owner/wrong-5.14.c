// SPDX-License-Identifier: MIT
// generation: 5.14

static void exclusive_with_a_vma(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}
