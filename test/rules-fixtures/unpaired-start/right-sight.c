// SPDX-License-Identifier: MIT
// generation: 6.10
// What leaves the checker's sight is nobody's mistake: escaped ranges, the caller's ranges, ops pairs, helpers.

static int given_to_the_unseen(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_and_end_elsewhere(vma, &range);
	return 0;
}

static int stored_in_a_struct(struct work *work, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	work->range = &range;
	run_work(work);
	return 0;
}

static int struct_around_it_given_away(struct vm_area_struct *vma)
{
	struct walk_private private;

	mmu_notifier_range_init(&private.range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&private.range);
	walk_and_close(vma, &private);
	return 0;
}

static int callers_range_stays_open(struct mm_struct *mm, unsigned long addr, struct mmu_notifier_range *range)
{
	if (!addr_is_mapped(mm, addr))
		return -EINVAL;
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(range);
	if (!lock_entry(mm, addr)) {
		mmu_notifier_invalidate_range_end(range);
		return -EAGAIN;
	}
	return 0;
}

static int optional_callers_range(struct mm_struct *mm, unsigned long addr, struct mmu_notifier_range *range)
{
	if (range) {
		mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(range);
	}
	if (!lock_entry(mm, addr))
		goto out;
	return 0;
out:
	if (range)
		mmu_notifier_invalidate_range_end(range);
	return -EINVAL;
}

struct wp_private {
	struct mmu_notifier_range range;
	bool dirty;
};

static int pre_vma(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	struct wp_private *wp = walk->private;

	mmu_notifier_range_init(&wp->range, MMU_NOTIFY_PROTECTION_PAGE, 0, walk->mm, start, end);
	mmu_notifier_invalidate_range_start(&wp->range);
	return 0;
}

static void post_vma(struct mm_walk *walk)
{
	struct wp_private *wp = walk->private;

	if (wp->dirty)
		flush_some(walk->mm, wp->range.start, wp->range.end);
	mmu_notifier_invalidate_range_end(&wp->range);
}

static const struct mm_walk_ops wp_ops = {
	.pre_vma = pre_vma,
	.post_vma = post_vma,
};

static void open_range(struct mmu_notifier_range *range, struct mm_struct *mm, unsigned long addr)
{
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(range);
}

static void close_range(struct mmu_notifier_range *range)
{
	mmu_notifier_invalidate_range_end(range);
}

static void opened_and_closed_by_helpers(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	open_range(&range, mm, addr);
	clear_addr(mm, addr);
	close_range(&range);
}

static int open_if_shadowed(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	if (!mm_is_shadowed(mm))
		return -ENOENT;
	open_range(range, mm, 0);
	return 0;
}

static int helper_result_says_whether(struct mm_struct *mm)
{
	struct mmu_notifier_range range;
	int err = open_if_shadowed(&range, mm);

	if (err)
		return err;
	clear_all(mm);
	close_range(&range);
	return 0;
}

static bool maybe_open(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	if (!mm_is_shadowed(mm))
		return false;
	open_range(range, mm, 0);
	return true;
}

static void bool_helper_says_whether(struct mm_struct *mm)
{
	struct mmu_notifier_range range;
	bool open = maybe_open(&range, mm);

	clear_all(mm);
	if (open)
		close_range(&range);
}

static void recursive_walk(struct mm_struct *mm, struct mmu_notifier_range *range, int depth)
{
	if (!depth) {
		mmu_notifier_invalidate_range_end(range);
		return;
	}
	clear_addr(mm, range->start);
	recursive_walk(mm, range, depth - 1);
}

static void closed_by_recursion(struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	open_range(&range, mm, 0);
	recursive_walk(mm, &range, 4);
}

struct outer {
	struct inner {
		struct mmu_notifier_range range;
	} inner;
};

static void deep_member_paired(struct mm_struct *mm)
{
	struct outer o;

	mmu_notifier_range_init(&o.inner.range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&o.inner.range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&o.inner.range);
}

static void array_of_ranges(struct mm_struct *mm, int n)
{
	struct mmu_notifier_range ranges[4];
	int i;

	for (i = 0; i < n; i++) {
		mmu_notifier_range_init(&ranges[i], MMU_NOTIFY_CLEAR, 0, mm, i * PAGE_SIZE, (i + 1) * PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&ranges[i]);
	}
	clear_all(mm);
	for (i = 0; i < n; i++)
		mmu_notifier_invalidate_range_end(&ranges[i]);
}
