// SPDX-License-Identifier: MIT
// generation: 6.10

static void migrate_with_owner(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, mm, migrate->start, migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void exclusive_with_owner(struct vm_area_struct *vma, unsigned long addr, void *owner)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma->vm_mm, addr, addr + PAGE_SIZE, owner);
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void exclusive_undone_before_6_15(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma->vm_mm, addr, addr + PAGE_SIZE, NULL);
	mmu_notifier_invalidate_range_start(&range);
	restore_exclusive(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void clear_needs_none(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void clear_with_null_owner(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE, NULL);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static bool callback_compares(struct mmu_interval_notifier *sub, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == owner_of(sub))
		return true;
	if (range->event == MMU_NOTIFY_RELEASE)
		return true;
	return invalidate_it(sub, range->start, range->end, cur_seq);
}

static void release_built_by_hand(struct mm_struct *mm)
{
	struct mmu_notifier_range range = {
		.flags = MMU_NOTIFIER_RANGE_BLOCKABLE,
		.event = MMU_NOTIFY_RELEASE,
		.mm = mm,
		.start = 0,
		.end = ULONG_MAX,
	};

	tell_everyone(&range);
}
