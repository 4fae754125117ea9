// SPDX-License-Identifier: MIT
// generation: 6.10

static int leaves_at_once(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int jumps_past_the_end(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range);
	if (unlikely(ret))
		goto out;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
out:
	finish(mm);
	return ret;
}

static int result_tested_again_at_the_end(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ret = mmu_notifier_invalidate_range_start_nonblock(&range);
	if (ret == 0)
		clear_addr(mm, addr);
	finish(mm);
	if (!ret)
		mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static int retried_blocking(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		drop_locks(mm);
		mmu_notifier_invalidate_range_start(&range);
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int retried_until_it_works(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	while (mmu_notifier_invalidate_range_start_nonblock(&range))
		cond_resched();
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static bool skips_this_one(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool all = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
			all = false;
			continue;
		}
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
	return all;
}

static int start_or_fail(struct mmu_notifier_range *range)
{
	return mmu_notifier_invalidate_range_start_nonblock(range);
}

static int failure_reported_by_a_wrapper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (start_or_fail(&range))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int chosen_by_the_caller(struct mm_struct *mm, unsigned long addr, bool may_block)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (may_block)
		mmu_notifier_invalidate_range_start(&range);
	else if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
