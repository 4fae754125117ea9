// generation: 5.14
static void zap(struct vm_area_struct *vma, unsigned long addr, void *owner)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr, owner);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_CLEAR: entries are cleared or replaced, the mapping stays
static void zap(struct vm_area_struct *vma, unsigned long addr, void *owner)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm,
				addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	make_exclusive(vma, addr, owner);
	mmu_notifier_invalidate_range_end(&range);
}
