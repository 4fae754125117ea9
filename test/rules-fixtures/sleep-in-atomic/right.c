// SPDX-License-Identifier: MIT
// generation: 6.10

static void lock_inside_the_pair(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	clear_addr(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void released_before_start(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	spin_lock(ptl);
	prepare_mm(mm);
	spin_unlock(ptl);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void sleeping_locks_are_fine(struct mm_struct *mm, struct mutex *m, struct folio *folio, struct anon_vma *av, unsigned long addr)
{
	struct mmu_notifier_range range;
	int idx;

	mmap_read_lock(mm);
	mutex_lock(m);
	folio_lock(folio);
	anon_vma_lock_write(av);
	idx = srcu_read_lock(&some_srcu);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	srcu_read_unlock(&some_srcu, idx);
	anon_vma_unlock_write(av);
	folio_unlock(folio);
	mutex_unlock(m);
	mmap_read_unlock(mm);
}

static int entered_locked_dropped_here(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	lockdep_assert_held(ptl);
	spin_unlock(ptl);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	spin_lock(ptl);
	return 0;
}

static void map_lock_may_fail_with_nothing_held(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	pte_t *pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (pte) {
		ptep_clear_flush(vma, addr, pte);
		pte_unmap_unlock(pte, ptl);
	}
	mmu_notifier_invalidate_range_end(&range);
}

static int mapped_unmapped_conditionally(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	pte_t *pte;
	int err = -EAGAIN;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pte = pte_offset_map(pmd, addr);
	if (!pte)
		goto out;
	err = look_at(vma, pte);
out:
	if (pte)
		pte_unmap(pte);
	mmu_notifier_invalidate_range_end(&range);
	return err;
}

static void correlated_lock(struct mm_struct *mm, spinlock_t *lock, unsigned long addr, bool careful)
{
	struct mmu_notifier_range range;

	if (careful)
		spin_lock(lock);
	prepare_mm(mm);
	if (careful)
		spin_unlock(lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void dropped_by_the_unseen(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	spin_lock(ptl);
	finish_and_unlock(mm, ptl);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void drop(struct mm_struct *mm)
{
	spin_unlock(&mm->page_table_lock);
}

static void dropped_by_a_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	spin_lock(&mm->page_table_lock);
	prepare_it(addr);
	drop(mm);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static int nonblock_under_a_spinlock(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	spin_lock(ptl);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		spin_unlock(ptl);
		return -EAGAIN;
	}
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
	spin_unlock(ptl);
	return 0;
}

static void scope_of_the_guard_has_ended(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	scoped_guard(spinlock, &mm->page_table_lock)
		prepare_mm(mm);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void guard_in_an_inner_block(struct mm_struct *mm, unsigned long addr, bool prepared)
{
	struct mmu_notifier_range range;

	if (!prepared) {
		guard(spinlock)(&mm->page_table_lock);
		prepare_mm(mm);
	}
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void one_lock_by_two_names(struct mm_struct *mm, pmd_t *pmd, pte_t *pte, spinlock_t *ptl, spinlock_t *pml, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(pml);
	if (ptl != pml)
		spin_lock_nested(ptl, SINGLE_DEPTH_NESTING);
	clear_pmd_of(mm, pmd);
	if (ptl != pml)
		spin_unlock(ptl);
	spin_unlock(pml);
	mmu_notifier_invalidate_range_end(&range);
}

static void lock_returned_by_pmd_lock(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptl = pmd_lock(vma->vm_mm, pmd);
	clear_pmd(vma, pmd);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void trylock_failed(struct mm_struct *mm, spinlock_t *lock, unsigned long addr)
{
	struct mmu_notifier_range range;

	if (spin_trylock(lock)) {
		fast_path(mm, addr);
		spin_unlock(lock);
		return;
	}
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static int page_vma_walk(struct folio *folio, struct vm_area_struct *vma, unsigned long address)
{
	struct mmu_notifier_range range;
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	bool ret = true;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	while (page_vma_mapped_walk(&pvmw)) {
		if (vma->vm_flags & VM_LOCKED) {
			page_vma_mapped_walk_done(&pvmw);
			ret = false;
			break;
		}
		clear_one(vma, pvmw.address);
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static void local_page_maps_do_not_count(struct vm_area_struct *vma, struct page *page, unsigned long addr)
{
	struct mmu_notifier_range range;
	void *p = kmap_local_page(page);

	fill(p);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
	kunmap_local(p);
}
