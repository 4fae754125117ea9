// generation: 6.10
static void clear(struct vm_area_struct *vma, pte_t *pte, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	pte_t old, new;

	mmu_notifier_range_init(&range, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	old = ptep_modify_prot_start(vma, start, pte);
	new = pte_clear_soft_dirty(pte_wrprotect(old));
	ptep_modify_prot_commit(vma, start, pte, old, new);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_SOFT_DIRTY: the soft-dirty bit is cleared (line 10)
static void clear(struct vm_area_struct *vma, pte_t *pte, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	pte_t old, new;

	mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm,
				start, end);
	mmu_notifier_invalidate_range_start(&range);
	old = ptep_modify_prot_start(vma, start, pte);
	new = pte_clear_soft_dirty(pte_wrprotect(old));
	ptep_modify_prot_commit(vma, start, pte, old, new);
	mmu_notifier_invalidate_range_end(&range);
}
