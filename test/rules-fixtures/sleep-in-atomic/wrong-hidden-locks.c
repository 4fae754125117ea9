// SPDX-License-Identifier: MIT
// generation: 6.10
// Helpers of the kernel that take a lock without saying so in their name.

static bool inside_a_page_walk(struct folio *folio, struct vm_area_struct *vma, unsigned long address)
{
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;

	while (page_vma_mapped_walk(&pvmw)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, pvmw.address, pvmw.address + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
		clear_one(vma, pvmw.address);
		mmu_notifier_invalidate_range_end(&range); // expect?: sleep-in-atomic
	}
	return true;
}

static int entry_mapped_under_rcu(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	pte_t *pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	pte = pte_offset_map(pmd, addr);
	if (!pte)
		return -EAGAIN;
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	pte_unmap(pte);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void huge_entry_locked(struct hstate *h, struct vm_area_struct *vma, pte_t *pte, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	ptl = huge_pte_lock(h, vma->vm_mm, pte);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_huge(vma, addr, pte);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void lock_pointer_asked_for(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl = pmd_lockptr(vma->vm_mm, pmd);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	clear_pmd(vma, pmd);
	mmu_notifier_invalidate_range_end(&range); // expect: sleep-in-atomic error
	spin_unlock(ptl);
}

static void double_lock(spinlock_t *a, spinlock_t *b)
{
	if (a > b)
		swap(a, b);
	spin_lock(a);
	if (a != b)
		spin_lock_nested(b, SINGLE_DEPTH_NESTING);
}

static void under_two_locks(struct mm_struct *mm, spinlock_t *a, spinlock_t *b, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	double_lock(a, b);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock(b);
	spin_unlock(a);
	mmu_notifier_invalidate_range_end(&range);
}

static int walk_not_finished(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	struct folio_walk fw;
	struct folio *folio;

	folio = folio_walk_start(&fw, vma, addr, 0);
	if (!folio)
		return -EFAULT;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_one(vma, addr);
	folio_walk_end(&fw, vma);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void leaves_interrupts_off(struct mm_struct *mm, spinlock_t *lock)
{
	struct mmu_notifier_range range;
	unsigned long flags;

	local_irq_save(flags);
	spin_lock(lock);
	update_entry(mm);
	spin_unlock(lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	mmu_notifier_invalidate_range_end(&range);
	local_irq_restore(flags);
}
