// SPDX-License-Identifier: MIT
// generation: 6.10
// A start that failed has told every subscriber that nothing happens: an end would be one too many.

static bool common_exit(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool ok = true;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		ok = false;
		goto out;
	}
	clear_addr(mm, addr);
out:
	mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
	return ok;
}

static int ends_and_returns(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range);
	if (ret) {
		mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
		return ret;
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void in_a_loop(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
			mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
			continue;
		}
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static int tested_the_wrong_way_round(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (!mmu_notifier_invalidate_range_start_nonblock(&range)) // expect?: unpaired-start
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
	return 0;
}

static int negative_error_tested(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	err = mmu_notifier_invalidate_range_start_nonblock(&range);
	if (err < 0)
		goto fail;
	clear_addr(mm, addr);
fail:
	mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
	return err;
}

static void undo(struct mm_struct *mm, struct mmu_notifier_range *range)
{
	restore_all(mm);
	mmu_notifier_invalidate_range_end(range);
}

static int end_hidden_in_a_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		undo(mm, &range); // expect: end-after-failed-start error
		return -EAGAIN;
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int flag_set_before_the_test(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool started;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range);
	started = true;
	if (ret)
		goto out;
	clear_addr(mm, addr);
out:
	if (started)
		mmu_notifier_invalidate_range_end(&range); // expect: end-after-failed-start error
	return ret;
}
