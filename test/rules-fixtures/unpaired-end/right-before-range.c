// SPDX-License-Identifier: MIT
// generation: 2.6.38
// Before there was a range object: what the caller has started, and the same again.

static void finishes(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	example_touch(mm, start);
	mmu_notifier_invalidate_range_end(mm, start, end);
}

static void again(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;
	int tries;

	for (tries = 0; tries < 3; tries++) {
		mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + PAGE_SIZE);
		example_clear(vma, from);
		mmu_notifier_invalidate_range_end(vma->vm_mm, from, from + PAGE_SIZE);
	}
	mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(vma->vm_mm, from, from + PAGE_SIZE);
}

/* Started by the caller, if that says so. */
static void restarts(struct mm_struct *mm, unsigned long start, unsigned long end, bool fresh)
{
	if (fresh)
		mmu_notifier_invalidate_range_start(mm, start, end);
	example_touch(mm, start);
	mmu_notifier_invalidate_range_end(mm, start, end);
}
