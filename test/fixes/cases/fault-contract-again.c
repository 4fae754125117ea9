// generation: 6.12
int look_up(struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY)
		goto again;
	mmap_read_unlock(mm);
	return ret;
}
// --- Call `mmap_read_unlock(mm)` before beginning anew
int look_up(struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		mmap_read_unlock(mm);
		goto again;
	}
	mmap_read_unlock(mm);
	return ret;
}
