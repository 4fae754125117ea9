// generation: 6.10
// A caller of our own, of today.
#include <linux/mmu_notifier.h>

void example_zap(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int example_test(struct mm_struct *mm);

struct example_walk {
	struct mmu_notifier_range range;
	int count;
};

static int before(struct example_walk *walk, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmu_notifier_range_init(&walk->range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&walk->range);
	return 0;
}

static void after(struct example_walk *walk)
{
	if (walk->range.end > walk->range.start)
		walk->count++;
	mmu_notifier_invalidate_range_end(&walk->range);
}

static void stored_before(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;

	range.start = start > vma->vm_start ? start : vma->vm_start;
	range.end = end < vma->vm_end ? end : vma->vm_end;
	if (range.end <= range.start)
		return;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm,
				range.start, range.end);
	mmu_notifier_invalidate_range_start(&range);
	example_zap(vma, range.start, range.end);
	mmu_notifier_invalidate_range_end(&range);
}

static void lazily(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	range.start = 0;
	for (; addr < end; addr += PAGE_SIZE) {
		if (!range.start) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA,
						0, vma->vm_mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		example_zap(vma, addr, addr + PAGE_SIZE);
	}
	if (range.start)
		mmu_notifier_invalidate_range_end(&range);
}

static bool of_each(struct mm_struct *mm, struct vm_area_struct *first)
{
	struct vm_area_struct *vma;

	for (vma = first; vma; vma = vma->vm_next) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0,
					mm, vma->vm_start,
					vma->vm_end);
		if (mmu_notifier_invalidate_range_start_nonblock(&range))
			return false;
		example_zap(vma, range.start, range.end);
		mmu_notifier_invalidate_range_end(&range);
	}
	return true;
}

static void another_mm(struct mm_struct *mm, struct mm_struct *other, bool swap)
{
	struct mmu_notifier_range range;

	if (swap)
		mm = other;
	if (example_test(mm))
		mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, mm, 0, -1UL);
	else
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	example_test(mm);
	mmu_notifier_invalidate_range_end(&range);
}

void use_all(struct example_walk *walk, struct vm_area_struct *vma)
{
	if (!before(walk, vma->vm_mm, vma->vm_start, vma->vm_end))
		after(walk);
	stored_before(vma, vma->vm_start, vma->vm_end);
	lazily(vma, vma->vm_start, vma->vm_end);
	of_each(vma->vm_mm, vma);
	another_mm(vma->vm_mm, vma->vm_mm, false);
}
