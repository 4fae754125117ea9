// generation: 6.10
static void zap(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm,
				start, end);
	mmu_notifier_invalidate_range_start(&range);
	zap_it(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Write it as this tree wants it
static void zap(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start,
				end);
	mmu_notifier_invalidate_range_start(&range);
	zap_it(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
