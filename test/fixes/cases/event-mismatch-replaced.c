// generation: 6.10
static void replace(struct vm_area_struct *vma, pte_t *pte, unsigned long addr, pte_t new)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm,
				addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(vma->vm_mm, addr, pte);
	set_pte_at(vma->vm_mm, addr, pte, new);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_CLEAR: the entry is replaced (line 9)
static void replace(struct vm_area_struct *vma, pte_t *pte, unsigned long addr, pte_t new)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(vma->vm_mm, addr, pte);
	set_pte_at(vma->vm_mm, addr, pte, new);
	mmu_notifier_invalidate_range_end(&range);
}
