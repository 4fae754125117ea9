// generation: 4.19
// The same of the time before there was a range object.
#include <linux/mmu_notifier.h>

void example_zap(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int example_test(struct mm_struct *mm);

static int leaks(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long mmun_start = addr & PAGE_MASK;
	unsigned long mmun_end = mmun_start + PAGE_SIZE;

	mmu_notifier_invalidate_range_start(vma->vm_mm, mmun_start, mmun_end);
	if (example_test(vma->vm_mm))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, mmun_end);
	return 0;
}

static void ends_twice(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long mmun_start = addr & PAGE_MASK;
	unsigned long mmun_end = mmun_start + PAGE_SIZE;

	mmu_notifier_invalidate_range_start(vma->vm_mm, mmun_start, mmun_end);
	if (example_test(vma->vm_mm))
		mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, mmun_end);
	mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, mmun_end);
}

static void under_a_lock(struct vm_area_struct *vma, unsigned long addr, spinlock_t *ptl)
{
	unsigned long mmun_start = addr & PAGE_MASK;
	unsigned long mmun_end = mmun_start + PAGE_SIZE;

	spin_lock(ptl);
	mmu_notifier_invalidate_range_start(vma->vm_mm, mmun_start, mmun_end);
	example_zap(vma, mmun_start, mmun_end);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, mmun_end);
}

void use_all(struct vm_area_struct *vma, spinlock_t *ptl)
{
	leaks(vma, vma->vm_start);
	ends_twice(vma, vma->vm_start);
	under_a_lock(vma, vma->vm_start, ptl);
}
