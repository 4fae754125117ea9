// SPDX-License-Identifier: MIT
// generation: 6.10
// built-without-notifier: possible

static void bounds_are_always_there(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_some(mm, range.end - range.start);
	mmu_notifier_invalidate_range_end(&range);
}

#ifdef CONFIG_MMU_NOTIFIER
static bool under_ifdef(const struct mmu_notifier_range *range)
{
	return range->event == MMU_NOTIFY_UNMAP && range->mm == current->mm;
}

static int registers_under_ifdef(struct mm_struct *mm, struct mmu_notifier *sub)
{
	return mmu_notifier_register(sub, mm);
}
#else
static bool under_ifdef(const struct mmu_notifier_range *range)
{
	return false;
}
#endif

#if IS_ENABLED(CONFIG_MMU_NOTIFIER)
static void *under_is_enabled(const struct mmu_notifier_range *range)
{
	return range->owner;
}
#endif

#if defined(CONFIG_MMU_NOTIFIER) && defined(CONFIG_DEBUG_VM)
static void both_symbols(const struct mmu_notifier_range *range)
{
	check_mm(range->mm);
}
#endif

static void partly_guarded(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#ifdef CONFIG_MMU_NOTIFIER
	check_mm(range.mm);
#endif
	mmu_notifier_invalidate_range_end(&range);
}

static void guarded_by_else(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#ifndef CONFIG_MMU_NOTIFIER
	check_nothing();
#else
	check_mm(range.mm);
#endif
	mmu_notifier_invalidate_range_end(&range);
}

static bool interval_callback(struct mmu_interval_notifier *sub, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	if (range->event == MMU_NOTIFY_UNMAP)
		forget(sub, range->mm);
	return true;
}

static int list_callback(struct mmu_notifier *sub, const struct mmu_notifier_range *range)
{
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	wait_for(sub, range->mm);
	return 0;
}

struct io_range {
	struct mm_struct *mm;
	unsigned long flags;
};

static void another_struct(struct io_range *range)
{
	range->flags = 0;
	flush_all(range->mm);
}

static bool blockable_is_in_both_halves(const struct mmu_notifier_range *range)
{
	return mmu_notifier_range_blockable(range);
}
