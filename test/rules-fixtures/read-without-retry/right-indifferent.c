// SPDX-License-Identifier: MIT
// generation: 6.12
// What was found is looked at after a collision, too, and used only where there was none.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

/* Given up by a function with a name of its own. */
int unpinned(struct foo *foo, unsigned long start)
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
		foo_forget_pages(foo, foo->pfns);
		goto again;
	}
	foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

/* Held in a flag, asked for later. */
int by_flag(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	bool stale;
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
	stale = mmu_interval_read_retry(&foo->notifier, range.notifier_seq);
	if (stale)
		foo->collisions++;
	trace_foo_checked(foo, foo->pfns[0], stale);
	if (!stale)
		foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
	if (stale)
		goto again;
	return 0;
}

/* The device is told, and told whether it holds. */
int device_decides(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	bool stale;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	stale = mmu_interval_read_retry(&foo->notifier, range.notifier_seq);
	foo_hw_map_unless(foo, foo->pfns[0], stale);
	mutex_unlock(&foo->lock);
	return stale ? -EAGAIN : 0;
}

/* Mapped, and taken back at once, all under the lock. */
int taken_back(struct foo *foo, unsigned long start)
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
		foo_dma_unmap(foo, foo->pfns[0]);
		return -EAGAIN;
	}
	foo_hw_map(foo, foo->pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

/* How many there are is counted in any case. */
int counted(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret, i, n = 0;

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
	for (i = 0; i < 16; i++)
		n += !!(foo->pfns[i] & HMM_PFN_VALID);
	if (!ret)
		foo_hw_map_all(foo, foo->pfns);
	mutex_unlock(&foo->lock);
	return ret ? ret : n;
}

/* What is to be done with it, the error says. */
int told_by_the_error(struct foo *foo, unsigned long start)
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
	foo_commit(foo, foo->pfns, ret);
	mutex_unlock(&foo->lock);
	return ret;
}

/* Both ways end where the pages are let go of, the lock being free again. */
int let_go(struct foo *foo, unsigned long start)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		ret = -EAGAIN;
		goto out;
	}
	foo_hw_map(foo, foo->pfns[0]);
out:
	mutex_unlock(&foo->lock);
	foo_forget_pages(foo, foo->pfns);
	return ret;
}
