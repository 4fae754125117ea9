// generation: 6.10
static void walk(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
		if (skip(vma))
			continue;
		zap_it(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}
// --- End `range` before leaving
static void walk(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
		if (skip(vma)) {
			mmu_notifier_invalidate_range_end(&range);
			continue;
		}
		zap_it(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
}
