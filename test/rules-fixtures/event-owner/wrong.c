// SPDX-License-Identifier: MIT
// generation: 6.10
// A driver recognises its own migration by the owner; the plain init leaves stack garbage there.

static void migrate_without_owner(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_MIGRATE, 0, mm, migrate->start, migrate->end); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void exclusive_without_owner(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void release_is_not_for_callers(struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_RELEASE, 0, mm, 0, -1UL); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&range);
}

static void release_with_an_owner(struct mm_struct *mm, void *owner)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_RELEASE, 0, mm, 0, -1UL, owner); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&range);
}

static void migrate_with_null_owner(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, mm, migrate->start, migrate->end, NULL); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void on_the_callers_range(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_range_init(range, MMU_NOTIFY_MIGRATE, 0, mm, 0, PAGE_SIZE); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(range);
}
