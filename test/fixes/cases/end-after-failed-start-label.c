// generation: 6.10
static bool reap(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	bool done = false;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		goto out;
	unmap(vma);
	done = true;
out:
	mmu_notifier_invalidate_range_end(&range);
	return done;
}
// --- End `range` before the label `out`
static bool reap(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	bool done = false;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		goto out;
	unmap(vma);
	done = true;
	mmu_notifier_invalidate_range_end(&range);
out:
	return done;
}
