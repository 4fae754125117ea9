// SPDX-License-Identifier: MIT
// generation: 6.10
// Loops: a turn that leaves the range open, another start or init of an open range, the end of the range's scope.

static void continue_skips_the_end(struct mm_struct *mm, struct vm_area_struct *first)
{
	struct vm_area_struct *vma;

	for (vma = first; vma; vma = next_vma(vma)) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		if (!vma_has_pages(vma))
			continue;
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static void break_skips_the_end(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		if (signal_pending(current))
			break;
		zap_everything(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}

static int return_inside_a_loop(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	for (; addr < end; addr += PAGE_SIZE) {
		if (fatal_signal_pending(current))
			return -EINTR;
		clear_one(vma, addr);
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void start_inside_end_outside(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	do {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		clear_one(vma, addr);
		addr += PAGE_SIZE;
	} while (addr != end);
	mmu_notifier_invalidate_range_end(&range);
}

static int retry_initialises_an_open_range(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret;

retry:
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	ret = clear_one(vma, addr);
	if (ret == -EAGAIN)
		goto retry;
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static void started_twice(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	prepare_mm(mm);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void initialised_again_while_open(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_addr(mm, addr);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr + PAGE_SIZE, addr + 2 * PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_end(&range);
}

static void scope_of_a_block_ends(struct mm_struct *mm, unsigned long addr)
{
	if (addr_is_mapped(mm, addr)) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		clear_addr(mm, addr);
	}
	flush_all(mm);
}

static int callers_range_started_twice(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_start(range); // expect: unpaired-start error
	clear_addr(mm, range->start);
	mmu_notifier_invalidate_range_start(range);
	return 0;
}

static int while_true_with_return(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	while (1) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		if (clear_addr(mm, addr) == 0)
			return 0;
		mmu_notifier_invalidate_range_end(&range);
		cond_resched();
	}
}

static void lazy_start_flag_reset(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool notified = false;

	for (; addr < end; addr += PAGE_SIZE) {
		if (!addr_is_mapped(mm, addr))
			continue;
		if (!notified) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
			notified = true;
		}
		clear_addr(mm, addr);
		notified = false;
	}
	if (notified)
		mmu_notifier_invalidate_range_end(&range);
}
