// SPDX-License-Identifier: MIT
// generation: 6.10
// start calls might_sleep(): callbacks take mutexes and wait for hardware.

static void under_a_spinlock(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	spin_lock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(&range);
}

static void irqs_saved(struct mm_struct *mm, spinlock_t *lock, unsigned long addr)
{
	struct mmu_notifier_range range;
	unsigned long flags;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	spin_lock_irqsave(lock, flags);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock_irqrestore(lock, flags);
	mmu_notifier_invalidate_range_end(&range);
}

static int under_the_pte_lock(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;
	pte_t *pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!pte)
		return -EAGAIN;
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	ptep_clear_flush(vma, addr, pte);
	pte_unmap_unlock(pte, ptl);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void under_the_pmd_lock(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	ptl = pmd_lock(vma->vm_mm, pmd);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_pmd(vma, pmd);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void under_a_conditional_pmd_lock(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	ptl = pmd_trans_huge_lock(pmd, vma);
	if (!ptl)
		return;
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_pmd(vma, pmd);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void in_an_rcu_read_side(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	rcu_read_lock();
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	rcu_read_unlock();
	mmu_notifier_invalidate_range_end(&range);
}

static void with_preemption_off(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	preempt_disable();
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	preempt_enable();
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void with_irqs_off(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	unsigned long flags;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	local_irq_save(flags);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	local_irq_restore(flags);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void with_bottom_halves_off(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	local_bh_disable();
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	local_bh_enable();
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void in_a_non_block_region(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	non_block_start();
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	non_block_end();
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void blockable_end_under_a_spinlock(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range); // expect: sleep-in-atomic error
	spin_unlock(ptl);
}

static void under_a_read_lock(struct mm_struct *mm, rwlock_t *lock, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	read_lock(lock);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	read_unlock(lock);
	mmu_notifier_invalidate_range_end(&range);
}

static void the_other_lock_released(struct mm_struct *mm, spinlock_t *a, spinlock_t *b, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	spin_lock(a);
	spin_lock_nested(b, SINGLE_DEPTH_NESTING);
	clear_addr(mm, addr);
	spin_unlock(b);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	spin_unlock(a);
	mmu_notifier_invalidate_range_end(&range);
}

static void on_one_path(struct mm_struct *mm, spinlock_t *lock, unsigned long addr, bool careful)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (careful)
		spin_lock(lock);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	if (careful)
		spin_unlock(lock);
	mmu_notifier_invalidate_range_end(&range);
}

static void guarded_by_cleanup(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	guard(spinlock)(&mm->page_table_lock);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range); // expect?: sleep-in-atomic
}

static void in_a_scoped_guard(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	scoped_guard(rcu) {
		mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
		clear_addr(mm, addr);
	}
	mmu_notifier_invalidate_range_end(&range);
}

static spinlock_t *lock_table(struct mm_struct *mm)
{
	spin_lock(&mm->page_table_lock);
	return &mm->page_table_lock;
}

static void locked_by_a_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ptl = lock_table(mm);
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void begin(struct mmu_notifier_range *range, struct mm_struct *mm, unsigned long addr)
{
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(range);
}

static void started_by_a_helper(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	spin_lock(ptl);
	begin(&range, mm, addr); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

static void trylock_taken(struct mm_struct *mm, spinlock_t *lock, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (!spin_trylock(lock))
		return;
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	spin_unlock(lock);
	mmu_notifier_invalidate_range_end(&range);
}

static void second_turn_of_a_loop(struct mm_struct *mm, spinlock_t *lock, unsigned long addr, unsigned long end)
{
	for (; addr < end; addr += PAGE_SIZE) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
		clear_addr(mm, addr);
		mmu_notifier_invalidate_range_end(&range);
		spin_lock(lock);
		if (account(mm))
			continue;
		spin_unlock(lock);
	}
}
