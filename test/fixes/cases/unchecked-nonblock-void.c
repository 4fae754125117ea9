// generation: 6.10
static void reap(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start_nonblock(&range);
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Check the result, and `return` when nothing was started
static void reap(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return;
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
}
