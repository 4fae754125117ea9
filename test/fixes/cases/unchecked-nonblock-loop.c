// generation: 6.10
static bool reap_all(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool all = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start_nonblock(&range);
		unmap(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
	return all;
}
// --- Check the result, and `continue` when nothing was started
static bool reap_all(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool all = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		if (mmu_notifier_invalidate_range_start_nonblock(&range))
			continue;
		unmap(vma);
		mmu_notifier_invalidate_range_end(&range);
	}
	return all;
}
