// SPDX-License-Identifier: MIT
// generation: 6.10
// start reads range->mm and sets bits in range->flags: both are stack garbage until range_init has run.

static void no_init(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void two_fields_stored(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	range.start = addr;
	range.end = addr + PAGE_SIZE;
	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void init_on_one_branch(struct mm_struct *mm, unsigned long addr, bool big)
{
	struct mmu_notifier_range range;

	if (big) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr & PMD_MASK, (addr & PMD_MASK) + PMD_SIZE);
	} else {
		range.start = addr;
		range.end = addr + PAGE_SIZE;
	}
	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void the_other_range_initialised(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range ra, rb;

	mmu_notifier_range_init(&ra, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&rb); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&rb);
}

static void initialiser_without_mm(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range = {
		.start = addr,
		.end = addr + PAGE_SIZE,
	};

	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void start_before_init(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error // expect?: unpaired-start
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range); // expect?: unpaired-end
}

static void end_of_an_untouched_range(struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	flush_all(mm);
	mmu_notifier_invalidate_range_end(&range); // expect: uninitialized-range error
}

static void only_the_first_turn(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	bool first = true;

	for (; addr < end; addr += PAGE_SIZE) {
		struct mmu_notifier_range range;

		if (first)
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
		first = false;
		mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
		clear_addr(mm, addr);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static int jumped_over_init(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	if (addr == 0)
		goto start;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
start:
	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void set_bounds(struct mmu_notifier_range *range, unsigned long start, unsigned long end)
{
	range->start = start;
	range->end = end;
}

static void helper_that_only_stores(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	set_bounds(&range, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: uninitialized-range error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void nonblock_without_init(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	if (mmu_notifier_invalidate_range_start_nonblock(&range)) // expect: uninitialized-range error
		return;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

struct session {
	struct mm_struct *mm;
	struct mmu_notifier_range range;
};

static void member_of_a_local(struct mm_struct *mm)
{
	struct session s;

	s.mm = mm;
	s.range.start = 0;
	mmu_notifier_invalidate_range_start(&s.range); // expect: uninitialized-range error
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&s.range);
}
