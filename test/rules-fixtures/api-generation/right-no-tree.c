// SPDX-License-Identifier: MIT
// generation: 6.10
// tree: unknown
// Without a tree nobody can say which generation is meant.

static void vma_of_before_6_3(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_only_end(&range);
}
