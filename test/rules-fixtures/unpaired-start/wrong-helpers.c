// SPDX-License-Identifier: MIT
// generation: 6.10
// Helpers of the same file are seen through; what they start has to be ended by someone.

static void open_range(struct mmu_notifier_range *range, struct mm_struct *mm, unsigned long addr)
{
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(range);
}

static void close_range_if(struct mmu_notifier_range *range, bool really)
{
	if (really)
		mmu_notifier_invalidate_range_end(range);
}

static int helper_starts_caller_forgets(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	open_range(&range, mm, addr); // expect: unpaired-start error
	if (clear_addr(mm, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void helper_ends_only_sometimes(struct mm_struct *mm, unsigned long addr, bool quiet)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_addr(mm, addr);
	close_range_if(&range, !quiet);
}

static int try_open(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	if (!mm_is_shadowed(mm))
		return -ENOENT;
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, 0, -1UL);
	mmu_notifier_invalidate_range_start(range);
	return 0;
}

static int helper_result_tested_then_leaked(struct mm_struct *mm)
{
	struct mmu_notifier_range range;
	int err;

	err = try_open(&range, mm); // expect: unpaired-start error
	if (err)
		return err;
	if (clear_all(mm))
		return -EBUSY;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static inline void start_wrapper(struct mmu_notifier_range *r)
{
	mmu_notifier_invalidate_range_start(r);
}

static void wrapped_twice(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	start_wrapper(&range); // expect: unpaired-start error
	start_wrapper(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void leaky_around_harmless_helper(struct mm_struct *mm, unsigned long addr);

static unsigned long length_of(const struct mmu_notifier_range *range)
{
	return range->end - range->start;
}

static void leaky_around_harmless_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_len(mm, addr, length_of(&range));
}

static int count_down(struct mm_struct *mm, int n)
{
	struct mmu_notifier_range range;

	if (!n)
		return 0;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (count_down(mm, n - 1))
		return -EINTR;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
