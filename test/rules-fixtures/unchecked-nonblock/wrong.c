// SPDX-License-Identifier: MIT
// generation: 6.10
// The non-blocking start can fail; code that goes on as if it had not, changes entries behind a subscriber's back.

static void dropped(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void cast_away(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	(void)mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static int stored_and_forgotten(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
	ret = clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static void empty_branch(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) // expect: unchecked-nonblock|end-after-failed-start
		;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void both_outcomes_go_on(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) // expect: unchecked-nonblock|end-after-failed-start
		pr_debug("a subscriber would have slept\n");
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void only_warned_about(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	WARN_ON_ONCE(mmu_notifier_invalidate_range_start_nonblock(&range)); // expect: unchecked-nonblock|end-after-failed-start
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void dropped_in_a_comma(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start_nonblock(&range), clear_addr(mm, addr); // expect: unchecked-nonblock warning
	mmu_notifier_invalidate_range_end(&range);
}

static void dropped_in_a_loop(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static void dropped_on_the_callers_range(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_start_nonblock(range); // expect: unchecked-nonblock warning
	clear_all(mm);
	mmu_notifier_invalidate_range_end(range);
}
