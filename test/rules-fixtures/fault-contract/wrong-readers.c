// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int old_after_busy(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	do {
		mmap_read_lock(mm);
		ret = hmm_range_fault(range); // expect: fault-contract error
		mmap_read_unlock(mm);
	} while (ret == -EBUSY);
	return ret;
}

int old_after_collision(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	for (;;) {
		mmap_read_lock(mm);
		ret = hmm_range_fault(range); // expect: fault-contract
		mmap_read_unlock(mm);
		if (ret)
			return ret;
		mutex_lock(&foo->lock);
		if (!mmu_interval_read_retry(range->notifier, range->notifier_seq))
			break;
		mutex_unlock(&foo->lock);
	}
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return 0;
}

int no_sequence(struct foo *foo, struct mm_struct *mm)
{
	struct hmm_range range = { .notifier = &foo->notifier };
	int ret;

	mmap_read_lock(mm);
	ret = hmm_range_fault(&range); // expect: fault-contract
	mmap_read_unlock(mm);
	return ret;
}

int lock_dropped_before(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	mmap_read_lock(mm);
	range->start = foo_start(mm);
	mmap_read_unlock(mm);
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	return hmm_range_fault(range); // expect: fault-contract
}

int kept_on_error(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret)
		return ret; // expect: fault-contract
	mmap_read_unlock(mm);
	return 0;
}

int kept_by_a_jump(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret)
		goto out; // expect: fault-contract
	mmap_read_unlock(mm);
	foo->seq = range->notifier_seq;
out:
	return ret;
}

static int look_up(struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(mm);
	return ret;
}

int old_in_a_helper(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
again:
	ret = look_up(mm, range); // expect: fault-contract
	if (ret == -EBUSY)
		goto again;
	return ret;
}

/* What `lookup` points to is asked for when nobody names `table` any more. */
int busy_in_a_part(struct mmu_interval_notifier *notifier, struct lookup_table *table, unsigned long end)
{
	struct hmm_range *lookup = &table->lookup;
	int ret;

	lookup->notifier = notifier;
	lookup->notifier_seq = mmu_interval_read_begin(notifier);
	do {
		lookup->end = min(lookup->start + SZ_2M, end);
again:
		ret = hmm_range_fault(lookup); // expect: fault-contract error
		if (ret == -EBUSY)
			goto again;
		if (ret)
			return ret;
		lookup->start = lookup->end;
	} while (lookup->end < end);
	return 0;
}
