// generation: 4.19
// A caller of our own, from before there was a range object: calls pair by their arguments.
#include <linux/mmu_notifier.h>

void example_zap(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int example_test(struct mm_struct *mm);

static void plain(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	const unsigned long mmun_start = addr & PAGE_MASK;	/* of the page */
	const unsigned long mmun_end = mmun_start + PAGE_SIZE;

	mmu_notifier_invalidate_range_start(mm, mmun_start, mmun_end);
	example_zap(vma, mmun_start, mmun_end);
	mmu_notifier_invalidate_range_end(mm, mmun_start, mmun_end);
}

static void without_declarations(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	/* No local at all. */
	mmu_notifier_invalidate_range_start(mm, start, end);
	example_test(mm);
	mmu_notifier_invalidate_range_end(mm, start, end);
}

static void in_branches(struct mm_struct *mm, unsigned long start, unsigned long end, bool cow)
{
	int ret;	/* of the test */

	if (cow)
		mmu_notifier_invalidate_range_start(mm, start, end);
	ret = example_test(mm);
	if (ret)
		example_test(mm);
	if (cow)
		mmu_notifier_invalidate_range_end(mm, start, end);
}

static bool without_blocking(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;

	if (mmu_notifier_invalidate_range_start_nonblock(mm, vma->vm_start,
							 vma->vm_end))
		return false;
	example_zap(vma, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_end(mm, vma->vm_start, vma->vm_end);
	return true;
}

static void in_a_loop(struct mm_struct *mm, struct vm_area_struct *first)
{
	struct vm_area_struct *vma;

	for (vma = first; vma; vma = vma->vm_next) {
		if (vma->vm_flags & 1)
			continue;
		mmu_notifier_invalidate_range_start(mm, vma->vm_start, vma->vm_end);
		example_zap(vma, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_only_end(mm, vma->vm_start, vma->vm_end);
	}
}

static void two_of_them(struct mm_struct *dst, struct mm_struct *src, unsigned long a, unsigned long b)
{
	mmu_notifier_invalidate_range_start(src, a, a + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(dst, b, b + PAGE_SIZE);
	example_test(src);
	mmu_notifier_invalidate_range_end(dst, b, b + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(src, a, a + PAGE_SIZE);
}

void use_all(struct vm_area_struct *vma, unsigned long addr)
{
	plain(vma, addr);
	without_declarations(vma->vm_mm, addr, addr + PAGE_SIZE);
	in_branches(vma->vm_mm, addr, addr + PAGE_SIZE, true);
	if (without_blocking(vma))
		in_a_loop(vma->vm_mm, vma);
	two_of_them(vma->vm_mm, vma->vm_mm, addr, addr);
}
