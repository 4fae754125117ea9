// generation: 6.10
static void collect(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_MIGRATE, 0, migrate->vma->vm_mm, migrate->start, migrate->end);
	mmu_notifier_invalidate_range_start(&range);
	isolate(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Send it with the owner `migrate->pgmap_owner`
static void collect(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0,
				      migrate->vma->vm_mm, migrate->start,
				      migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	isolate(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
