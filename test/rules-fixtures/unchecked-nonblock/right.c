// SPDX-License-Identifier: MIT
// generation: 6.10

static int tested_directly(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int tested_through_a_variable(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	err = mmu_notifier_invalidate_range_start_nonblock(&range);
	trace_tried(mm, err);
	if (err)
		return err;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int tested_by_warn_on(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (WARN_ON_ONCE(mmu_notifier_invalidate_range_start_nonblock(&range)))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static bool tested_as_a_bool(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool started;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	started = !mmu_notifier_invalidate_range_start_nonblock(&range);
	if (started) {
		clear_addr(mm, addr);
		mmu_notifier_invalidate_range_end(&range);
	}
	return started;
}

static int tested_in_a_disjunction(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (!mm_is_shadowed(mm) || mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int handed_to_the_caller(struct mmu_notifier_range *range)
{
	return mmu_notifier_invalidate_range_start_nonblock(range);
}

static int handed_on_in_a_variable(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	int ret;

	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, 0, -1UL);
	ret = mmu_notifier_invalidate_range_start_nonblock(range);
	return ret;
}

static int tested_by_a_switch(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	switch (mmu_notifier_invalidate_range_start_nonblock(&range)) {
	case 0:
		break;
	default:
		return -EAGAIN;
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int blocking_has_no_result(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
