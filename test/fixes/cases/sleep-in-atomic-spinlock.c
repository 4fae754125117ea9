// generation: 6.10
static void protect(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	spin_lock(ptl);
	mmu_notifier_invalidate_range_start(&range);
	change(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Start before the lock is taken
static void protect(struct mm_struct *mm, spinlock_t *ptl, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	change(mm, addr);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}
