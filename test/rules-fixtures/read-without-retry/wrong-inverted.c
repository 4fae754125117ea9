// SPDX-License-Identifier: MIT
// generation: 6.12
// The answer whether an invalidation ran is taken the wrong way round.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

int goes_on_where_one_ran(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		if (ret == -EBUSY)
			goto again;
		return ret;
	}
	mutex_lock(&foo->lock);
	if (!mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) { // expect: read-without-retry error
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

void turns_as_long_as_none_ran(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };

	for (;;) {
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		if (hmm_range_fault(&range)) {
			mmap_read_unlock(foo->mm);
			continue;
		}
		mmap_read_unlock(foo->mm);
		mutex_lock(&foo->lock);
		if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) // expect: read-without-retry error
			break;
		mutex_unlock(&foo->lock);
	}
	foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
}

int fails_where_none_ran(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	bool isStale;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	isStale = mmu_interval_read_retry(&foo->notifier, range.notifier_seq); // expect: read-without-retry error
	if (isStale)
		foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
	return isStale ? 0 : -EAGAIN;
}
