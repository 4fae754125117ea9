// SPDX-License-Identifier: MIT
// generation: 5.9

static void migrate_has_its_own_init_here(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_MIGRATE, 0, vma, vma->vm_mm, migrate->start, migrate->end); // expect: event-owner warning
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
