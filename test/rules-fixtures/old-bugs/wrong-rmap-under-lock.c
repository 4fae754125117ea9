// SPDX-License-Identifier: MIT
// generation: 6.10
// Retold: a callback that may sleep was called under the page-table lock
// ("rmap: do not call mmu_notifier_invalidate_page() under ptl", 4.13).

static int clean_one(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	int cleaned = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, address, address + PAGE_SIZE);
	ptl = pte_lockptr(vma->vm_mm, pmd);
	spin_lock(ptl);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	if (entry_dirty(vma, address)) {
		write_protect_entry(vma, address);
		cleaned = 1;
	}
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
	return cleaned;
}
