// generation: 6.10
static void clear(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	clear_soft_dirty(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_SOFT_DIRTY: only soft-dirty bits are cleared
static void clear(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm,
				start, end);
	mmu_notifier_invalidate_range_start(&range);
	clear_soft_dirty(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
