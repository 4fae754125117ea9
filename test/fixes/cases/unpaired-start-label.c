// generation: 6.10
static int walk(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	int err = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	if (!first(vma)) {
		err = -ENOMEM;
		goto out;
	}
	if (!second(vma))
		return -EIO;
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
// --- Leave through `out`, which ends `range`
static int walk(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	int err = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	if (!first(vma)) {
		err = -ENOMEM;
		goto out;
	}
	if (!second(vma)) {
		err = -EIO;
		goto out;
	}
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
