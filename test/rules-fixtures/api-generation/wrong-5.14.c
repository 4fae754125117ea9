// SPDX-License-Identifier: MIT
// generation: 5.14

static void init_migrate_of_5_9(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_migrate(&range, 0, vma, vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void owner_form_of_6_3(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
