// generation: 6.10
static int copy(struct vm_area_struct *vma, bool is_cow)
{
	struct mmu_notifier_range range;
	int ret;

	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	ret = copy_it(vma);
	if (ret)
		return ret;
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}
// --- End `range` before leaving if it was started
static int copy(struct vm_area_struct *vma, bool is_cow)
{
	struct mmu_notifier_range range;
	int ret;

	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	ret = copy_it(vma);
	if (ret) {
		if (is_cow)
			mmu_notifier_invalidate_range_end(&range);
		return ret;
	}
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}
