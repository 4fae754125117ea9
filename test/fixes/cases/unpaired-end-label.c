// generation: 6.10
static int replace(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	err = prepare(vma);
	if (err)
		goto out;
	mmu_notifier_invalidate_range_start(&range);
	err = install(vma);
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
// --- End `range` before the label `out`
static int replace(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	err = prepare(vma);
	if (err)
		goto out;
	mmu_notifier_invalidate_range_start(&range);
	err = install(vma);
	mmu_notifier_invalidate_range_end(&range);
out:
	return err;
}
