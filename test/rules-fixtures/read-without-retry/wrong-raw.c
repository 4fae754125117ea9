// SPDX-License-Identifier: MIT
// generation: 6.12
// What was found is given to code that can't be seen as it was found, and nobody checks it.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

int gives_one(struct foo *foo, unsigned long start)
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
	foo_hw_map(foo, foo->pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

int gives_all(struct foo *foo, unsigned long start)
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
	ret = foo_hw_map_all(foo, range.hmm_pfns); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return ret;
}

int only_takes_advice(struct foo *foo, unsigned long start)
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
	if (mmu_interval_check_retry(&foo->notifier, range.notifier_seq))
		goto again;
	mutex_lock(&foo->lock);
	foo_hw_map(foo, foo->pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

int from_an_array_of_its_own(struct foo *foo, unsigned long start)
{
	unsigned long own[16];
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = own };
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
	foo_hw_map_all(foo, own); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}
