// generation: 6.12
int look_up(struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret)
		goto out;
	mmap_read_unlock(mm);
	done(range);
out:
	return ret;
}
// --- Call `mmap_read_unlock(mm)` before leaving
int look_up(struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret) {
		mmap_read_unlock(mm);
		goto out;
	}
	mmap_read_unlock(mm);
	done(range);
out:
	return ret;
}
