// SPDX-License-Identifier: MIT
// generation: 5.14
// Up to 6.5 the short form of end is an end like any other.

static void short_and_long_end(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_only_end(&range);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void short_end_without_start(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_only_end(&range); // expect: unpaired-end error
}
