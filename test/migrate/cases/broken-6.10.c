// generation: 6.10
// A caller of our own that does what one should not: conversion neither hides that nor adds to it.
#include <linux/mmu_notifier.h>

void example_zap(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int example_test(struct mm_struct *mm);

static int leaks(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (example_test(vma->vm_mm))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void ends_twice(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (example_test(vma->vm_mm))
		mmu_notifier_invalidate_range_end(&range);
	mmu_notifier_invalidate_range_end(&range);
}

static void under_a_lock(struct vm_area_struct *vma, unsigned long addr, spinlock_t *ptl)
{
	struct mmu_notifier_range range;

	spin_lock(ptl);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	example_zap(vma, addr, addr + PAGE_SIZE);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void right(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	example_zap(vma, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(&range);
}

void use_all(struct vm_area_struct *vma, spinlock_t *ptl)
{
	leaks(vma, vma->vm_start);
	ends_twice(vma, vma->vm_start);
	under_a_lock(vma, vma->vm_start, ptl);
	right(vma, vma->vm_start);
}
