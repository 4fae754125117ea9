// SPDX-License-Identifier: MIT
// generation: 6.10

static bool walk_left_through_done(struct folio *folio, struct vm_area_struct *vma, unsigned long address)
{
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;

	if (!page_vma_mapped_walk(&pvmw))
		return false;
	look_at(pvmw.pte);
	page_vma_mapped_walk_done(&pvmw);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, address);
	mmu_notifier_invalidate_range_end(&range);
	return true;
}

static int write_protect(struct folio *folio, struct vm_area_struct *vma, unsigned long address)
{
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;
	int err = -EFAULT;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (!page_vma_mapped_walk(&pvmw))
		goto out_mn;
	if (WARN_ONCE(!pvmw.pte, "unexpected"))
		goto out_unlock;
	err = protect_entry(vma, pvmw.pte);
out_unlock:
	page_vma_mapped_walk_done(&pvmw);
out_mn:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}

static void double_lock(spinlock_t *a, spinlock_t *b)
{
	spin_lock(a);
	if (a != b)
		spin_lock_nested(b, SINGLE_DEPTH_NESTING);
}

static void double_unlock(spinlock_t *a, spinlock_t *b)
{
	if (a != b)
		spin_unlock(b);
	spin_unlock(a);
}

static void two_locks_by_helpers(struct mm_struct *mm, spinlock_t *a, spinlock_t *b, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	double_lock(a, b);
	clear_addr(mm, addr);
	double_unlock(a, b);
	mmu_notifier_invalidate_range_end(&range);
}

static int fault_entered_with_the_entry_locked(struct vm_fault *vmf, struct mm_struct *mm)
{
	struct mmu_notifier_range range;
	int ret = 0;

	if (!entry_needs_copy(vmf))
		return 0;
	spin_unlock(vmf->ptl);
	if (prepare_copy(vmf)) {
		ret = -ENOMEM;
		goto out;
	}
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vmf->address, vmf->address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(vmf->ptl);
	if (entry_unchanged(vmf))
		replace_entry(vmf);
	spin_unlock(vmf->ptl);
	mmu_notifier_invalidate_range_end(&range);
out:
	spin_lock(vmf->ptl);
	return ret;
}

static int maybe_locked_pointer(struct vm_fault *vmf, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vmf->address, vmf->address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (likely(vmf->pte && pte_same(ptep_get(vmf->pte), vmf->orig_pte))) {
		replace_entry(vmf);
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	} else if (vmf->pte) {
		update_entry(vmf);
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

// Who lets interrupts in again, with a lock or without, need not be who shut them out.
static void restores_with_the_lock(struct mm_struct *mm, spinlock_t *lock)
{
	struct mmu_notifier_range range;
	unsigned long flags;

	local_irq_save(flags);
	spin_lock(lock);
	update_entry(mm);
	spin_unlock_irqrestore(lock, flags);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	mmu_notifier_invalidate_range_end(&range);
}

static void enables_with_the_lock(struct mm_struct *mm, spinlock_t *lock)
{
	struct mmu_notifier_range range;

	local_irq_disable();
	spin_lock(lock);
	update_entry(mm);
	spin_unlock_irq(lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	mmu_notifier_invalidate_range_end(&range);
}
