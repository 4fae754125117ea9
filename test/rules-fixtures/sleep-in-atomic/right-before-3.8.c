// SPDX-License-Identifier: MIT
// generation: 2.6.38
// Callbacks of that time were called under the page-table lock, and did not sleep.

static void under_the_lock(struct vm_area_struct *vma, unsigned long addr, pte_t *pte, spinlock_t *ptl)
{
	unsigned long from = addr & PAGE_MASK;

	spin_lock(ptl);
	mmu_notifier_invalidate_range_start(vma->vm_mm, from, from + PAGE_SIZE);
	ptep_clear_flush(vma, addr, pte);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(vma->vm_mm, from, from + PAGE_SIZE);
}
