// SPDX-License-Identifier: MIT
// generation: 4.19
// Before there was a range object: start and end are paired by their arguments.

static int leaves_early(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long mmun_start = addr & PAGE_MASK;
	unsigned long mmun_end = mmun_start + PAGE_SIZE;

	mmu_notifier_invalidate_range_start(mm, mmun_start, mmun_end);
	if (!example_walk(vma, addr))
		return -ENOMEM; // expect: unpaired-start error
	mmu_notifier_invalidate_range_end(mm, mmun_start, mmun_end);
	return 0;
}

static int jumps_past(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long start = addr & PAGE_MASK;
	int err = -EAGAIN;

	mmu_notifier_invalidate_range_start(vma->vm_mm, start,
					    start + PAGE_SIZE);
	if (example_busy(vma))
		goto out; // expect: unpaired-start
	err = example_walk(vma, addr);
	mmu_notifier_invalidate_range_end(vma->vm_mm, start, start + PAGE_SIZE);
out:
	return err;
}

static void never(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long start = addr & PAGE_MASK;

	mmu_notifier_invalidate_range_start(vma->vm_mm, start, start + PAGE_SIZE); // expect: unpaired-start
	example_clear(vma, start);
}

static void of_all(struct mm_struct *mm, struct vm_area_struct *first)
{
	struct vm_area_struct *vma;

	for (vma = first; vma; vma = vma->vm_next) {
		mmu_notifier_invalidate_range_start(mm, vma->vm_start, vma->vm_end);
		if (example_walk(vma, vma->vm_start))
			break; // expect: unpaired-start
		mmu_notifier_invalidate_range_end(mm, vma->vm_start, vma->vm_end);
	}
}

static void starts_again(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long start = addr & PAGE_MASK;

	mmu_notifier_invalidate_range_start(vma->vm_mm, start, start + PAGE_SIZE);
	if (example_busy(vma))
		mmu_notifier_invalidate_range_start(vma->vm_mm, start, start + PAGE_SIZE); // expect: unpaired-start
	example_clear(vma, start);
	mmu_notifier_invalidate_range_end(vma->vm_mm, start, start + PAGE_SIZE);
}
