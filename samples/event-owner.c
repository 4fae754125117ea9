// SPDX-License-Identifier: MIT
/*
 * event-owner: a driver that migrates its own pages tells itself apart by the
 * owner. This initialiser sets none, so subscribers compare stack garbage.
 */

static void collect_pages(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_MIGRATE, 0,
				migrate->vma->vm_mm, migrate->start,
				migrate->end);
	mmu_notifier_invalidate_range_start(&range);
	walk_and_isolate(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
