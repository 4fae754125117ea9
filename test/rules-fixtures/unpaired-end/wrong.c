// SPDX-License-Identifier: MIT
// generation: 6.10
// An end without a start, or a second one.

static void never_started(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void ended_twice(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	flush_all(mm);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static int label_ends_what_was_not_started(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	err = charge(mm);
	if (err)
		goto out;
	mmu_notifier_invalidate_range_start(&range);
	err = clear_addr(mm, addr);
out:
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	return err;
}

static int error_path_ends_then_falls_into_label(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	err = clear_addr(mm, addr);
	if (err) {
		mmu_notifier_invalidate_range_end(&range);
		goto out;
	}
	account(mm);
out:
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	return err;
}

static void conditional_start_unconditional_end(struct mm_struct *mm, bool cow)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	if (cow)
		mmu_notifier_invalidate_range_start(&range);
	copy_all(mm);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void ended_in_every_turn(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
	mmu_notifier_invalidate_range_start(&range); // expect?: unpaired-start
	for (; addr < end; addr += PAGE_SIZE) {
		clear_addr(mm, addr);
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	}
}

static void end_before_start(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_start(&range); // expect?: unpaired-start
}

static void finish(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	flush_all(mm);
	mmu_notifier_invalidate_range_end(range);
}

static void helper_has_already_ended(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	finish(&range, mm);
	mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void callers_range_ended_twice(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_end(range);
	flush_all(mm);
	mmu_notifier_invalidate_range_end(range); // expect: unpaired-end error
}

static int switch_falls_into_second_end(struct mm_struct *mm, int kind)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	switch (kind) {
	case 1:
		mmu_notifier_invalidate_range_end(&range);
		fallthrough;
	default:
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	}
	return 0;
}

static void flag_not_cleared_after_end(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool open = false;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	open = true;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	if (open)
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void the_other_range_ended_twice(struct mm_struct *a, struct mm_struct *b, unsigned long addr)
{
	struct mmu_notifier_range ra, rb;

	mmu_notifier_range_init(&ra, MMU_NOTIFY_CLEAR, 0, a, addr, addr + PAGE_SIZE);
	mmu_notifier_range_init(&rb, MMU_NOTIFY_CLEAR, 0, b, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&ra);
	mmu_notifier_invalidate_range_start(&rb);
	move_one(a, b, addr);
	mmu_notifier_invalidate_range_end(&ra);
	mmu_notifier_invalidate_range_end(&rb);
	mmu_notifier_invalidate_range_end(&ra); // expect: unpaired-end error
}
