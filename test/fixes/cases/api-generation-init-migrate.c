// generation: 6.10
static void zap(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_migrate(&range, 0, migrate->vma, migrate->vma->vm_mm,
					migrate->start, migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Write it as this tree wants it
static void zap(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0,
				      migrate->vma->vm_mm, migrate->start,
				      migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
