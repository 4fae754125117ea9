// SPDX-License-Identifier: MIT
// generation: 4.15
// Before there was a range object.

static void twice(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;

	mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + PAGE_SIZE);
	if (example_busy(vma))
		mmu_notifier_invalidate_range_end(vma->vm_mm, from, from + PAGE_SIZE);
	mmu_notifier_invalidate_range_only_end(vma->vm_mm, from, from + PAGE_SIZE); // expect: unpaired-end error
}

static void not_started(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;
	unsigned long to = from + PAGE_SIZE;

	if (example_busy(vma))
		goto out;
	mmu_notifier_invalidate_range_start(vma->vm_mm, from, to);
	example_clear(vma, from);
out:
	mmu_notifier_invalidate_range_end(vma->vm_mm, from, to); // expect: unpaired-end
}
