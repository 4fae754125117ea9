// SPDX-License-Identifier: MIT
// generation: 6.12
// The event says what is done, or what is done can't be seen.

static void cleared(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

/* Now this, now that: CLEAR covers both. */
static void cleared_or_protected(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr, bool only_protect)
{
	struct mmu_notifier_range range;
	pte_t entry;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	entry = ptep_clear_flush(vma, addr, ptep);
	if (only_protect)
		set_pte_at(vma->vm_mm, addr, ptep, pte_wrprotect(entry));
	mmu_notifier_invalidate_range_end(&range);
}

static void protected_each(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;
	pte_t old;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	old = ptep_modify_prot_start(vma, addr, ptep);
	ptep_modify_prot_commit(vma, addr, ptep, old, pte_wrprotect(old));
	mmu_notifier_invalidate_range_end(&range);
}

/* What collapse_elsewhere() does with the vma can't be seen. */
static void protected_and_more(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_set_wrprotect(vma->vm_mm, addr, ptep);
	collapse_elsewhere(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void all_vmas(struct mmu_gather *tlb, struct ma_state *mas, struct vm_area_struct *vma, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, vma->vm_start, end);
	mmu_notifier_invalidate_range_start(&range);
	do {
		unmap_page_range(tlb, vma, vma->vm_start, vma->vm_end, NULL);
		vma = mas_find(mas, end - 1);
	} while (vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void moved(struct vm_area_struct *vma, pte_t *old_pte, unsigned long old, pte_t *new_pte, unsigned long new, unsigned long len)
{
	struct mmu_notifier_range range;
	unsigned long end = old + len;
	pte_t pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, old, end);
	mmu_notifier_invalidate_range_start(&range);
	for (; old < end; old_pte++, new_pte++, old += PAGE_SIZE, new += PAGE_SIZE) {
		pte = ptep_get_and_clear(vma->vm_mm, old, old_pte);
		pte = move_pte(pte, old, new);
		set_pte_at(vma->vm_mm, new, new_pte, pte);
	}
	mmu_notifier_invalidate_range_end(&range);
}

/* What split_nested() clears, it tells of itself. */
static void split_nested(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + HPAGE_PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pmdp_huge_clear_flush(vma, addr, pmd);
	mmu_notifier_invalidate_range_end(&range);
}

static void protected_around(struct vm_area_struct *vma, pmd_t *pmd, pte_t *ptep, unsigned long addr, pgprot_t newprot)
{
	struct mmu_notifier_range range;
	pte_t old;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, addr, addr + HPAGE_PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (pmd_trans_huge(*pmd))
		split_nested(vma, pmd, addr);
	old = ptep_modify_prot_start(vma, addr, ptep);
	ptep_modify_prot_commit(vma, addr, ptep, old, pte_modify(old, newprot));
	mmu_notifier_invalidate_range_end(&range);
}
