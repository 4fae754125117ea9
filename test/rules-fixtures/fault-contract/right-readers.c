// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int new_each_time(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	do {
		range->notifier_seq = mmu_interval_read_begin(range->notifier);
		mmap_read_lock(mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(mm);
	} while (ret == -EBUSY);
	return ret;
}

int one_for_several_chunks(struct foo *foo, struct hmm_range *range, unsigned long end)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	do {
		range->end = min(range->start + SZ_2G, end);
		ret = hmm_range_fault(range);
		if (ret)
			return ret;
		range->start = range->end;
	} while (range->end < end);
	return 0;
}

int lock_is_the_callers(struct foo *foo, struct hmm_range *range)
{
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	return hmm_range_fault(range);
}

int perhaps_the_callers(struct foo *foo, struct mm_struct *mm, struct hmm_range *range, bool locked)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	if (!locked)
		mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (!locked)
		mmap_read_unlock(mm);
	return ret;
}

int killable(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	if (mmap_read_lock_killable(mm))
		return -EINTR;
	ret = hmm_range_fault(range);
	mmap_read_unlock(mm);
	return ret;
}

int kept_on_purpose(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	return hmm_range_fault(range);
}

int takes_it_itself(struct foo *foo, struct hmm_range *range)
{
	return hmm_range_fault_unlocked_timeout(range, 1000);
}

int gives_up_when_busy(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret, tries = 0;

again:
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(mm);
	if (ret == -EBUSY && tries++ < 3)
		goto again;
	return ret;
}
