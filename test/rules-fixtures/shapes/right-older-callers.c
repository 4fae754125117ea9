// SPDX-License-Identifier: MIT
// generation: 5.9
// Shapes of callers in trees before 6.1, retold.

static int follow_and_start(struct mm_struct *mm, unsigned long address, struct mmu_notifier_range *range, pte_t **ptepp, pmd_t **pmdpp, spinlock_t **ptlp)
{
	pmd_t *pmd;
	pte_t *ptep;

	pmd = find_pmd(mm, address);
	if (!pmd)
		goto out;
	if (pmd_huge(*pmd)) {
		if (!pmdpp)
			goto out;
		if (range) {
			mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, NULL, mm, address & PMD_MASK, (address & PMD_MASK) + PMD_SIZE);
			mmu_notifier_invalidate_range_start(range);
		}
		*ptlp = pmd_lock(mm, pmd);
		if (pmd_huge(*pmd)) {
			*pmdpp = pmd;
			return 0;
		}
		spin_unlock(*ptlp);
		if (range)
			mmu_notifier_invalidate_range_end(range);
	}
	if (pmd_none(*pmd))
		goto out;
	if (range) {
		mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, NULL, mm, address & PAGE_MASK, (address & PAGE_MASK) + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(range);
	}
	ptep = pte_offset_map_lock(mm, pmd, address, ptlp);
	if (!pte_present(*ptep))
		goto unlock;
	*ptepp = ptep;
	return 0;
unlock:
	pte_unmap_unlock(ptep, *ptlp);
	if (range)
		mmu_notifier_invalidate_range_end(range);
out:
	return -EINVAL;
}

static void entry_mkclean(struct address_space *mapping, pgoff_t index)
{
	struct vm_area_struct *vma;
	spinlock_t *ptl;
	pte_t *ptep = NULL;
	pmd_t *pmdp = NULL;

	i_mmap_lock_read(mapping);
	vma_interval_tree_foreach(vma, &mapping->i_mmap, index, index) {
		struct mmu_notifier_range range;
		unsigned long address;

		cond_resched();
		if (!(vma->vm_flags & VM_SHARED))
			continue;
		address = pgoff_address(index, vma);
		if (follow_and_start(vma->vm_mm, address, &range, &ptep, &pmdp, &ptl))
			continue;
		if (pmdp) {
#ifdef CONFIG_FS_DAX_PMD
			pmd_t pmd;

			if (!pmd_dirty(*pmdp) && !pmd_write(*pmdp))
				goto unlock_pmd;
			pmd = pmdp_invalidate(vma, address, pmdp);
			set_pmd_at(vma->vm_mm, address, pmdp, pmd_mkclean(pmd));
unlock_pmd:
#endif
			spin_unlock(ptl);
		} else {
			if (!pte_dirty(*ptep) && !pte_write(*ptep))
				goto unlock_pte;
			ptep_clear_flush(vma, address, ptep);
unlock_pte:
			pte_unmap_unlock(ptep, ptl);
		}
		mmu_notifier_invalidate_range_end(&range);
	}
	i_mmap_unlock_read(mapping);
}

static void seen_from_another_file(struct mm_struct *mm, unsigned long address)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	pte_t *ptep;

	if (follow_elsewhere(mm, address, &range, &ptep, &ptl))
		return;
	clean_entry(mm, address, ptep);
	pte_unmap_unlock(ptep, ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static unsigned long sentinel_walk(struct vm_area_struct *vma, pud_t *pud, unsigned long addr, unsigned long end)
{
	unsigned long next, pages = 0, updates;
	struct mmu_notifier_range range;
	pmd_t *pmd;

	range.start = 0;
	pmd = pmd_offset(pud, addr);
	do {
		next = pmd_addr_end(addr, end);
		if (!is_swap_pmd(*pmd) && pmd_none_or_clear_bad(pmd))
			goto next;
		if (!range.start) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma, vma->vm_mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		if (pmd_trans_huge(*pmd)) {
			updates = change_huge(vma, pmd, addr);
			if (updates) {
				pages += updates;
				goto next;
			}
		}
		pages += change_ptes(vma, pmd, addr, next);
next:
		cond_resched();
	} while (pmd++, addr = next, addr != end);
	if (range.start)
		mmu_notifier_invalidate_range_end(&range);
	return pages;
}

static int copy_one(struct vm_area_struct *vma, struct page *old_page, unsigned long address)
{
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;
	struct page *new_page;
	int copied = 0;

	new_page = alloc_for(vma, address);
	if (!new_page)
		goto oom;
	if (mem_cgroup_charge(new_page, mm, GFP_KERNEL))
		goto oom_free_new;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, mm, address & PAGE_MASK, (address & PAGE_MASK) + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	copied = replace_under_lock(vma, address, old_page, new_page);
	mmu_notifier_invalidate_range_only_end(&range);
	return copied;
oom_free_new:
	put_page(new_page);
oom:
	return VM_FAULT_OOM;
}
