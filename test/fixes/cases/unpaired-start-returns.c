// generation: 6.10
static int walk(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	err = first(vma);
	if (err)
		return err;
	err = second(vma);
	if (err) {
		note(vma);
		return -EIO;
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
// --- End `range` before leaving (2 places)
static int walk(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	err = first(vma);
	if (err) {
		mmu_notifier_invalidate_range_end(&range);
		return err;
	}
	err = second(vma);
	if (err) {
		note(vma);
		mmu_notifier_invalidate_range_end(&range);
		return -EIO;
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
