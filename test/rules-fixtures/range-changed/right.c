// SPDX-License-Identifier: MIT
// generation: 6.10

static void widened_in_time(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	adjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void stored_before_start(struct mm_struct *mm, unsigned long addr, bool big)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (big)
		range.end = addr + PMD_SIZE;
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void advanced_after_end(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	while (range.start < end) {
		mmu_notifier_invalidate_range_start(&range);
		clear_addr(mm, range.start);
		mmu_notifier_invalidate_range_end(&range);
		range.start += PAGE_SIZE;
		range.end += PAGE_SIZE;
	}
}

static void only_read(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	unsigned long pos;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	for (pos = range.start; pos < range.end; pos += PAGE_SIZE)
		clear_addr(mm, pos);
	flush_some(mm, range.start, range.end);
	mmu_notifier_invalidate_range_end(&range);
}

struct io_range {
	unsigned long start, end;
};

static void another_struct_of_that_name(struct mm_struct *mm, struct io_range *io)
{
	struct mmu_notifier_range mrange;
	struct io_range range = *io;

	mmu_notifier_range_init(&mrange, MMU_NOTIFY_CLEAR, 0, mm, range.start, range.end);
	mmu_notifier_invalidate_range_start(&mrange);
	range.start += PAGE_SIZE;
	clear_some(mm, range.start);
	mmu_notifier_invalidate_range_end(&mrange);
}

static void another_range(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range now, later;

	mmu_notifier_range_init(&now, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_range_init(&later, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&now);
	later.end = addr + PMD_SIZE;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&now);
	mmu_notifier_invalidate_range_start(&later);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&later);
}

static int after_failed_nonblock(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PMD_SIZE);
	while (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		range.end -= PAGE_SIZE;
		if (range.end == range.start)
			return -EAGAIN;
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void callers_range_before_anything(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	range->end = round_up(range->end, PMD_SIZE);
	mmu_notifier_invalidate_range_start(range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(range);
}

static void length_read_by_helper(struct mm_struct *mm, const struct mmu_notifier_range *range)
{
	flush_some(mm, range->start, range->end);
}

static void helper_only_reads(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	length_read_by_helper(mm, &range);
	mmu_notifier_invalidate_range_end(&range);
}
