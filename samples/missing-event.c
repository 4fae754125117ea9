// SPDX-License-Identifier: MIT
/*
 * missing-event: the range says what is invalidated, but not why.
 * Subscribers then cannot tell an unmapping from a write protection.
 */

static void zap_one_page(struct vm_area_struct *vma, unsigned long address)
{
	struct mmu_notifier_range range;
	struct mm_struct *mm = vma->vm_mm;
	spinlock_t *ptl;
	pte_t *pte;

	mmu_notifier_range_init(&range, 0, mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pte = get_locked_pte(mm, address, &ptl);
	if (pte) {
		ptep_clear_flush(vma, address, pte);
		pte_unmap_unlock(pte, ptl);
	}
	mmu_notifier_invalidate_range_end(&range);
}
