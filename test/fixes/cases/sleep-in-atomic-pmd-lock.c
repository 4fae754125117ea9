// generation: 6.10
static void protect(struct mm_struct *mm, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	ptl = pmd_lock(mm, pmd);
	mmu_notifier_invalidate_range_start(&range);
	change(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Start before the lock is taken
static void protect(struct mm_struct *mm, pmd_t *pmd, unsigned long addr)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptl = pmd_lock(mm, pmd);
	change(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}
