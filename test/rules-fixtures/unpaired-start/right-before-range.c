// SPDX-License-Identifier: MIT
// generation: 4.19
// Before there was a range object: what pairs, and what can't be told.

static int plain(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long mmun_start = addr & PAGE_MASK;
	unsigned long mmun_end = mmun_start + PAGE_SIZE;
	int err;

	mmu_notifier_invalidate_range_start(mm, mmun_start, mmun_end);
	err = example_walk(vma, addr);
	mmu_notifier_invalidate_range_end(mm, mmun_start, mmun_end);
	return err;
}

static void under_a_condition(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	unsigned long mmun_start = start, mmun_end = end;

	if (cow)
		mmu_notifier_invalidate_range_start(vma->vm_mm, mmun_start, mmun_end);
	example_clear(vma, start);
	if (cow)
		mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, mmun_end);
}

/* The same values by other names. */
static void otherwise_written(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long from = addr;

	mmu_notifier_invalidate_range_start(mm, from, from + PAGE_SIZE);
	example_clear(vma, from);
	mmu_notifier_invalidate_range_end(vma->vm_mm, addr, addr + PAGE_SIZE);
}

/* The same words for what is asked again. */
static void asked_again(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long from = example_align(addr);

	mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + example_size(vma));
	example_clear(vma, from);
	mmu_notifier_invalidate_range_end(vma->vm_mm, from, from + example_size(vma));
}

/* Which of them is ended can't be told. */
static void unknown_values(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long from = example_align(addr);

	mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + PAGE_SIZE);
	from = example_align(addr);
	mmu_notifier_invalidate_range_end(vma->vm_mm, from, example_end(from));
}

static bool only_if_it_started(struct mm_struct *mm, struct vm_area_struct *first)
{
	struct vm_area_struct *vma;
	bool all = true;

	for (vma = first; vma; vma = vma->vm_next) {
		const unsigned long start = vma->vm_start;
		const unsigned long end = vma->vm_end;

		if (mmu_notifier_invalidate_range_start_nonblock(mm, start, end)) {
			all = false;
			continue;
		}
		example_clear(vma, start);
		mmu_notifier_invalidate_range_end(mm, start, end);
	}
	return all;
}

static void in_a_loop(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	for (; addr < end; addr += PAGE_SIZE) {
		unsigned long next = addr + PAGE_SIZE;

		mmu_notifier_invalidate_range_start(mm, addr, next);
		example_touch(mm, addr);
		mmu_notifier_invalidate_range_only_end(mm, addr, next);
	}
}

static void lazily(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	unsigned long mmun_start = 0;

	for (; addr < end; addr += PAGE_SIZE) {
		if (example_busy(vma))
			continue;
		if (!mmun_start) {
			mmun_start = addr;
			mmu_notifier_invalidate_range_start(vma->vm_mm, mmun_start, end);
		}
		example_clear(vma, addr);
	}
	if (mmun_start)
		mmu_notifier_invalidate_range_end(vma->vm_mm, mmun_start, end);
}

/* Its caller ends it. */
static int begins(struct mm_struct *mm, unsigned long addr, unsigned long *start, unsigned long *end)
{
	*start = addr & PAGE_MASK;
	*end = *start + PAGE_SIZE;
	mmu_notifier_invalidate_range_start(mm, *start, *end);
	if (example_touch(mm, addr))
		return 0;
	mmu_notifier_invalidate_range_end(mm, *start, *end);
	return -EINVAL;
}

static void goes_on(struct mm_struct *mm, unsigned long addr)
{
	unsigned long start, end;

	if (begins(mm, addr, &start, &end))
		return;
	example_touch(mm, start);
	mmu_notifier_invalidate_range_end(mm, start, end);
}

static void starts(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmu_notifier_invalidate_range_start(mm, start, end);
}

static void finishes(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmu_notifier_invalidate_range_end(mm, start, end);
}

static void through_helpers(struct mm_struct *mm, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;

	mmu_notifier_invalidate_range_start(mm, from, from + PAGE_SIZE);
	example_touch(mm, from);
	finishes(mm, from, from + PAGE_SIZE);
	starts(mm, from, from + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(mm, from, from + PAGE_SIZE);
}

/* Somebody else does it, who is given all of it. */
static void handed_on(struct mm_struct *mm, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;
	unsigned long to = from + PAGE_SIZE;

	mmu_notifier_invalidate_range_start(mm, from, to);
	example_finish(mm, from, to);
}

/* It may be open when the function returns: the result says so. */
static int one_or_the_other(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmu_notifier_invalidate_range_start(mm, start, end);
	if (!example_touch(mm, start))
		return 0;
	mmu_notifier_invalidate_range_end(mm, start, end);
	return -EBUSY;
}

static void remembered(struct example *ex, struct mm_struct *mm, unsigned long addr)
{
	unsigned long from = addr & PAGE_MASK;

	ex->from = from;
	mmu_notifier_invalidate_range_start(mm, from, from + PAGE_SIZE);
}
