// SPDX-License-Identifier: MIT
// generation: 6.12
// What is done to entries is not what the event says.

static void cleared_as_protection(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

static pte_t protected_and_aged(pte_t entry)
{
	return pte_mkold(pte_wrprotect(entry));
}

static void protected_as_clear(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;
	pte_t entry;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	flush_cache_page(vma, addr, pte_pfn(*ptep));
	entry = ptep_clear_flush(vma, addr, ptep);
	entry = protected_and_aged(entry);
	if (pte_dirty(entry))
		entry = pte_mkclean(entry);
	set_pte_at(vma->vm_mm, addr, ptep, entry);
	mmu_notifier_invalidate_range_end(&range);
}

static int drop_entries(pmd_t *pmd, unsigned long addr, unsigned long end, struct mm_walk *walk)
{
	pte_t *pte = pte_offset_kernel(pmd, addr);

	for (; addr < end; pte++, addr += PAGE_SIZE)
		ptep_get_and_clear(walk->mm, addr, pte);
	return 0;
}

static const struct mm_walk_ops drop_ops = {
	.pmd_entry = drop_entries,
};

static void one_vma_as_unmap(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, vma->vm_start, vma->vm_end); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	unmap_page_range(NULL, vma, vma->vm_start, vma->vm_end, NULL);
	mmu_notifier_invalidate_range_end(&range);
}

static void walked_as_soft_dirty(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm, vma->vm_start, vma->vm_end); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	walk_page_vma(vma, &drop_ops, NULL);
	mmu_notifier_invalidate_range_end(&range);
}

static void moved_as_protection(struct vm_area_struct *vma, pte_t *from, pte_t *to, unsigned long addr, unsigned long new)
{
	struct mmu_notifier_range range;
	pte_t pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	pte = ptep_get_and_clear(vma->vm_mm, addr, from);
	set_pte_at(vma->vm_mm, new, to, move_pte(pte, addr, new));
	mmu_notifier_invalidate_range_end(&range);
}

static void replaced_as_soft_dirty(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr, struct page *page)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(vma->vm_mm, addr, ptep);
	set_pte_at(vma->vm_mm, addr, ptep, mk_pte(page, vma->vm_page_prot));
	mmu_notifier_invalidate_range_end(&range);
}

/* What is put somewhere else may get the protection of its vma there: that is no change of protection. */
static void moved_and_normalised(struct vm_area_struct *vma, pte_t *from, pte_t *to, unsigned long addr, unsigned long new)
{
	struct mmu_notifier_range range;
	pte_t pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: event-mismatch hint
	mmu_notifier_invalidate_range_start(&range);
	pte = ptep_get_and_clear(vma->vm_mm, addr, from);
	if (pte_uffd(pte))
		pte = pte_modify(pte, vma->vm_page_prot);
	set_pte_at(vma->vm_mm, new, to, pte);
	mmu_notifier_invalidate_range_end(&range);
}
