// SPDX-License-Identifier: MIT
/*
 * sleep-in-atomic: the start may sleep, and it is called under the page table
 * lock, which is a spinlock.
 */

static void write_protect_pte(struct vm_area_struct *vma, pmd_t *pmd,
			      unsigned long address)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	pte_t *pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0,
				vma->vm_mm, address, address + PAGE_SIZE);
	pte = pte_offset_map_lock(vma->vm_mm, pmd, address, &ptl);
	if (!pte)
		return;
	mmu_notifier_invalidate_range_start(&range);
	ptep_set_wrprotect(vma->vm_mm, address, pte);
	pte_unmap_unlock(pte, ptl);
	mmu_notifier_invalidate_range_end(&range);
}
