// SPDX-License-Identifier: MIT
// generation: 6.10
// end must name what start named: a subscriber that counts or compares by range gets a different answer otherwise.

static void end_moved(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	range.end = addr + PMD_SIZE; // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void start_advanced(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	while (addr_is_mapped(mm, range.start))
		range.start += PAGE_SIZE; // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void widened_too_late(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	adjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end); // expect: range-changed warning
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void through_an_alias(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	struct mmu_notifier_range *r = &range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	r->end = addr + PMD_SIZE; // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void another_mm(struct mm_struct *mm, struct mm_struct *other, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	range.mm = other; // expect: range-changed warning
	mmu_notifier_invalidate_range_end(&range);
}

static void widen(struct mmu_notifier_range *range)
{
	range->start &= PMD_MASK;
	range->end = range->start + PMD_SIZE;
}

static void changed_by_a_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	widen(&range); // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void on_one_path_only(struct mm_struct *mm, unsigned long addr, bool big)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (big)
		range.end = addr + PMD_SIZE; // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_relabelled(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (clear_addr(mm, addr))
		range.event = MMU_NOTIFY_CLEAR; // expect: range-changed warning
	mmu_notifier_invalidate_range_end(&range);
}

static int after_nonblock(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	range.end += PAGE_SIZE; // expect: range-changed warning
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void callers_range_started_here(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_start(range);
	range->end = clear_some(mm, range->start); // expect: range-changed warning
	mmu_notifier_invalidate_range_end(range);
}
