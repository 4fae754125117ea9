// SPDX-License-Identifier: MIT
// generation: 6.12
// The answer is asked for, and what was found is used whatever it was.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

/* -EAGAIN is written over. */
int overwritten(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	ret = foo_hw_map(foo, hmm_pfn_to_page(foo->pfns[0])); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return ret;
}

/* Counted, and no more. */
int counted(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		foo->collisions++;
	foo_hw_map(foo, foo->pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

/* The label is behind the check. */
int goes_on(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		goto map;
	foo->is_fresh = true;
map:
	foo_hw_map_all(foo, range.hmm_pfns); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

/* The error is given back, but the device has the pages. */
int too_late(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	foo_hw_map(foo, foo->pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return ret;
}

/* A helper whose answer nobody takes. */
static int foo_check(struct foo *foo, struct hmm_range *range)
{
	if (mmu_interval_read_retry(&foo->notifier, range->notifier_seq))
		return -EAGAIN;
	return 0;
}

int helper_ignored(struct foo *foo, unsigned long start)
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
	foo_check(foo, &range);
	foo_hw_map(foo, hmm_pfn_to_page(foo->pfns[0])); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

/* Nobody is to take it for a mistake. */
int meant_so(struct foo *foo, unsigned long start)
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
	(void)mmu_interval_read_retry(&foo->notifier, range.notifier_seq); // expect: read-without-retry error
	foo_hw_map(foo, hmm_pfn_to_page(foo->pfns[0]));
	mutex_unlock(&foo->lock);
	return 0;
}
