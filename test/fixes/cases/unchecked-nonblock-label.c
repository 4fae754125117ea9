// generation: 6.10
static int reap(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	int ret = 0;

	if (!mmap_read_trylock(mm)) {
		ret = -EAGAIN;
		goto out;
	}
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start_nonblock(&range);
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
	mmap_read_unlock(mm);
out:
	return ret;
}
// --- Check the result, and `goto out` when nothing was started
static int reap(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	int ret = 0;

	if (!mmap_read_trylock(mm)) {
		ret = -EAGAIN;
		goto out;
	}
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		ret = -EAGAIN;
		goto out;
	}
	unmap(vma);
	mmu_notifier_invalidate_range_end(&range);
	mmap_read_unlock(mm);
out:
	return ret;
}
