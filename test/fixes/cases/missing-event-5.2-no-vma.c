// generation: 5.2
static void zap(struct mm_struct *mm, unsigned long addr, pte_t *pte)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	zap_it(mm, addr, pte);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Use MMU_NOTIFY_CLEAR: entries are cleared or replaced, the mapping stays
static void zap(struct mm_struct *mm, unsigned long addr, pte_t *pte)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, NULL, mm, addr,
				addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	zap_it(mm, addr, pte);
	mmu_notifier_invalidate_range_end(&range);
}
