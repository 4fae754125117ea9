// SPDX-License-Identifier: MIT
/*
 * Right code: nothing is to be found here, although each function looks a bit
 * like one of the mistakes in the other samples.
 */

/* One condition, tested twice: start and end go together. */
static int copy_range(struct vm_area_struct *dst, struct vm_area_struct *src,
		      bool is_cow)
{
	struct mmu_notifier_range range;
	int err;

	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0,
					src->vm_mm, src->vm_start, src->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	err = copy_tables(dst, src);
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	return err;
}

/* A flag remembers that the invalidation was started, in the middle of a loop. */
static void fill_holes(struct vm_area_struct *vma, unsigned long *pages, int n)
{
	struct mmu_notifier_range range;
	bool notified = false;
	int i;

	for (i = 0; i < n; i++) {
		if (!pages[i])
			continue;
		if (!notified) {
			notified = true;
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0,
						vma->vm_mm, vma->vm_start,
						vma->vm_end);
			mmu_notifier_invalidate_range_start(&range);
		}
		insert_page(vma, pages[i]);
	}
	if (notified)
		mmu_notifier_invalidate_range_end(&range);
}

/* A start that may fail, once for each VMA: a failed one is not ended. */
static bool reap_all(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool all = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm,
					vma->vm_start, vma->vm_end);
		if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
			all = false;
			continue;
		}
		unmap_pages(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
	return all;
}

/* The page table lock is taken after the start and dropped before the end. */
static int unmap_page(struct vm_area_struct *vma, pmd_t *pmd,
		      unsigned long address)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	pte_t *pte;
	int err = -EAGAIN;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pte = pte_offset_map_lock(vma->vm_mm, pmd, address, &ptl);
	if (!pte)
		goto out;
	ptep_clear_flush(vma, address, pte);
	pte_unmap_unlock(pte, ptl);
	err = 0;
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
