// generation: 6.10
static void unshare(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (shared(vma))
		range.end = ALIGN(addr, PUD_SIZE) + PUD_SIZE;
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
}
// --- Change the range before it is started
static void unshare(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	if (shared(vma))
		range.end = ALIGN(addr, PUD_SIZE) + PUD_SIZE;
	mmu_notifier_invalidate_range_start(&range);
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
}
