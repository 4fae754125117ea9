// SPDX-License-Identifier: MIT
// generation: 5.2
// Retold: when events came, callers that were not converted kept the old form, or a 0 that reads as UNMAP
// ("use correct mmu_notifier events for each invalidation", 5.2).

static void not_converted(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: missing-event error
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void placeholder(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, 0, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: missing-event warning
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}
