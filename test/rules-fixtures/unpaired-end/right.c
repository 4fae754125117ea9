// SPDX-License-Identifier: MIT
// generation: 6.10
// Ends that belong to a start: here, in the caller, or in the other half of a pair.

static void callers_range(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	flush_all(mm);
	mmu_notifier_invalidate_range_end(range);
}

struct session {
	struct mm_struct *mm;
	struct mmu_notifier_range range;
};

static void member_of_the_callers_struct(struct session *s)
{
	flush_all(s->mm);
	mmu_notifier_invalidate_range_end(&s->range);
}

static void member_through_a_cast(void *private)
{
	struct session *s = private;

	mmu_notifier_invalidate_range_end(&s->range);
}

static struct mmu_notifier_range shared_range;

static void global_range_closed(void)
{
	mmu_notifier_invalidate_range_end(&shared_range);
}

static int one_of_two_ends(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	err = clear_addr(mm, addr);
	if (err) {
		mmu_notifier_invalidate_range_end(&range);
		return err;
	}
	account(mm);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void started_by_the_unseen(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	begin_elsewhere(mm, &range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void flag_cleared_after_end(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool open = false;

	for (; addr < end; addr += PAGE_SIZE) {
		if (!open) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
			open = true;
		}
		if (clear_addr(mm, addr)) {
			mmu_notifier_invalidate_range_end(&range);
			open = false;
		}
	}
	if (open)
		mmu_notifier_invalidate_range_end(&range);
}

static int nonblock_then_one_end(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range);
	if (!ret) {
		clear_addr(mm, addr);
		mmu_notifier_invalidate_range_end(&range);
	}
	return ret;
}

static int conditional_helper(struct mmu_notifier_range *range, bool wanted)
{
	if (wanted)
		mmu_notifier_invalidate_range_start(range);
	return wanted;
}

static void helper_returns_whether_it_started(struct mm_struct *mm, bool wanted)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	if (conditional_helper(&range, wanted)) {
		clear_all(mm);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static void goto_out_of_the_middle(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (!clear_addr(mm, addr))
		goto end;
	mmu_notifier_invalidate_range_end(&range);
	return;
end:
	mmu_notifier_invalidate_range_end(&range);
}
