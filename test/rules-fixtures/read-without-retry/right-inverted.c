// SPDX-License-Identifier: MIT
// generation: 6.12
// Functions that succeed where an invalidation ran, and have a reason to.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

int does_what_it_can(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return 0;
	}
	ret = foo_hw_map_all(foo, range.hmm_pfns);
	mutex_unlock(&foo->lock);
	return ret ? -EIO : 0;
}

int skips_it(struct foo *foo, unsigned long start)
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
	if (!mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = foo_hw_map_all(foo, range.hmm_pfns);
	mutex_unlock(&foo->lock);
	return ret;
}

bool says_whether_it_is_valid(struct foo *foo)
{
	return !mmu_interval_read_retry(&foo->notifier, foo->seq);
}

int says_it_as_a_number(struct foo *foo)
{
	return mmu_interval_read_retry(&foo->notifier, foo->seq) ? 0 : 1;
}

int checks_twice(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	if (foo_hw_map_all(foo, range.hmm_pfns)) {
		mutex_unlock(&foo->lock);
		return -EIO;
	}
	mutex_unlock(&foo->lock);
	return 0;
}

int waits_for_one(struct foo *foo)
{
	if (!mmu_interval_read_retry(&foo->notifier, foo->seq))
		return -EAGAIN;
	return 0;
}

int says_so_in_one_expression(struct foo *foo)
{
	return mmu_interval_read_retry(&foo->notifier, foo->seq) ? 0 : -EAGAIN;
}

int says_so_by_a_variable(struct foo *foo)
{
	bool isStale;

	mutex_lock(&foo->lock);
	isStale = mmu_interval_read_retry(&foo->notifier, foo->seq);
	mutex_unlock(&foo->lock);
	if (isStale)
		return 0;
	return -EAGAIN;
}

int is_on_its_way(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	if (!mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		foo_hw_queue(foo, foo->pfns[0]);
		mutex_unlock(&foo->lock);
		return -EINPROGRESS;
	}
	mutex_unlock(&foo->lock);
	foo_copy_by_hand(foo);
	return 0;
}
