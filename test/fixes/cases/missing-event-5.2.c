// generation: 5.2
static void zap(struct vm_area_struct *vma, unsigned long addr, pte_t *pte)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, pte);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_CLEAR: the entry is cleared and flushed (line 7)
static void zap(struct vm_area_struct *vma, unsigned long addr, pte_t *pte)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm,
				addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, pte);
	mmu_notifier_invalidate_range_end(&range);
}
