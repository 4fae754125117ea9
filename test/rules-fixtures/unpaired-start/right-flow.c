// SPDX-License-Identifier: MIT
// generation: 6.10
// Labels, loops, several ends, several ranges, nested calls.

static int unwind_labels(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err = -EFAULT;

	if (!addr_is_mapped(vma->vm_mm, addr))
		goto out;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (!lock_entry(vma, addr))
		goto out_mn;
	if (clear_one(vma, addr))
		goto out_unlock;
	err = 0;
out_unlock:
	unlock_entry(vma, addr);
out_mn:
	mmu_notifier_invalidate_range_end(&range);
out:
	return err;
}

static int init_far_from_start(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	err = charge(vma);
	if (err)
		return err;
	lock_it(vma);
	mmu_notifier_invalidate_range_start(&range);
	err = -EAGAIN;
	if (!still_there(vma, addr))
		goto unlock;
	replace_one(vma, addr);
	err = 0;
unlock:
	mmu_notifier_invalidate_range_end(&range);
	unlock_it(vma);
	return err;
}

static int retry_after_start(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
retry:
	err = prepare(vma);
	if (err)
		goto out;
	err = clear_one(vma, addr);
	if (err == -EAGAIN)
		goto retry;
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}

static int retry_after_end(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

retry:
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	err = clear_one(vma, addr);
	if (err) {
		mmu_notifier_invalidate_range_end(&range);
		if (err == -EAGAIN)
			goto retry;
		return err;
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void each_turn_its_own(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		if (vma->vm_flags & VM_PFNMAP)
			continue;
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static bool nonblock_in_a_loop(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool ret = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;
		struct mmu_gather tlb;

		mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, mm, vma->vm_start, vma->vm_end);
		tlb_gather_mmu(&tlb, mm);
		if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
			tlb_finish_mmu(&tlb);
			ret = false;
			continue;
		}
		unmap_range(&tlb, vma, range.start, range.end);
		mmu_notifier_invalidate_range_end(&range);
		tlb_finish_mmu(&tlb);
	}
	return ret;
}

static void one_range_two_rounds(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);

	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void two_ranges_crossed(struct mm_struct *a, struct mm_struct *b, unsigned long addr)
{
	struct mmu_notifier_range ra, rb;

	mmu_notifier_range_init(&ra, MMU_NOTIFY_CLEAR, 0, a, addr, addr + PAGE_SIZE);
	mmu_notifier_range_init(&rb, MMU_NOTIFY_CLEAR, 0, b, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&ra);
	mmu_notifier_invalidate_range_start(&rb);
	move_one(a, b, addr);
	mmu_notifier_invalidate_range_end(&ra);
	mmu_notifier_invalidate_range_end(&rb);
}

static void split_one(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	split_it(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void nested_by_a_call(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, addr, addr + PUD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	split_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static int labels_inside_the_loop(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool ret = true;

	range.end = page_end_of(vma, addr);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, range.end);
	mmu_notifier_invalidate_range_start(&range);
	while (next_mapped(vma, &addr)) {
		if (is_locked_page(vma, addr))
			goto walk_abort;
		if (clear_one(vma, addr))
			goto walk_done;
		continue;
walk_abort:
		ret = false;
walk_done:
		finish_walk(vma, addr);
		break;
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static int both_config_halves_end(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#ifdef CONFIG_HAVE_FAST_CLEAR
	fast_clear(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
#else
	slow_clear(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
#endif
	return 0;
}

static void same_ifdef_twice(struct vm_area_struct *vma, unsigned long addr)
{
#ifdef CONFIG_USERFAULTFD
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#endif
	clear_one(vma, addr);
#ifdef CONFIG_USERFAULTFD
	mmu_notifier_invalidate_range_end(&range);
#endif
}

static int start_in_a_condition(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	if ((err = mmu_notifier_invalidate_range_start_nonblock(&range)) != 0)
		return err;
	zap_everything(vma);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void path_that_never_returns(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	if (vma_is_corrupt(vma))
		BUG();
	zap_everything(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static int unknown_macro_may_leave(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	CHECK_AND_UNWIND(vma, &range);
	return 0;
}
