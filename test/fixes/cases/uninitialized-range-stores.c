// generation: 6.10
static void clean(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	range.start = addr & PAGE_MASK;
	range.end = range.start + PAGE_SIZE;
	mmu_notifier_invalidate_range_start(&range);
	clean_page(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Initialise `range` with MMU_NOTIFY_CLEAR
static void clean(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	range.start = addr & PAGE_MASK;
	range.end = range.start + PAGE_SIZE;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				range.start, range.end);
	mmu_notifier_invalidate_range_start(&range);
	clean_page(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}
