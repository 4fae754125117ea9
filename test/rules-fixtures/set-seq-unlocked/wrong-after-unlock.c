// SPDX-License-Identifier: MIT
// generation: 6.12
// The callback sets the sequence when it has dropped its lock; readers know the notifier by their request.

struct foo {
	struct mmu_interval_notifier notifier;
	struct rw_semaphore sem;
	struct mm_struct *mm;
};

static bool foo_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	if (mmu_notifier_range_blockable(range))
		down_write(&foo->sem);
	else if (!down_write_trylock(&foo->sem))
		return false;
	foo_unmap(foo, range->start, range->end);
	up_write(&foo->sem);
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};

int by_its_request(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(foo->mm);
	if (ret == -EBUSY)
		goto again;
	if (ret)
		return ret;
	down_read(&foo->sem);
	if (mmu_interval_read_retry(range->notifier, range->notifier_seq)) { // expect: set-seq-unlocked warning
		up_read(&foo->sem);
		goto again;
	}
	foo_map(foo, range);
	up_read(&foo->sem);
	return 0;
}

static bool is_overtaken(struct hmm_range *range)
{
	return mmu_interval_read_retry(range->notifier, range->notifier_seq);
}

int by_a_helper(struct foo *foo, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	scoped_guard(rwsem_read, &foo->sem) {
		if (is_overtaken(range)) // expect: set-seq-unlocked warning
			return -EAGAIN;
		foo_map(foo, range);
	}
	return 0;
}

/* What is found is kept in the object, with its request. */
int of_the_object(struct foo *foo, struct bar *bar)
{
	struct hmm_range *range = &bar->range;
	int ret;

	range->notifier = &foo->notifier;
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	ret = hmm_range_fault(range);
	if (ret)
		return ret;
	down_read(&foo->sem);
	ret = mmu_interval_read_retry(bar->range.notifier, bar->range.notifier_seq) ? -EAGAIN : 0; // expect: set-seq-unlocked warning
	if (!ret)
		foo_map(foo, range);
	up_read(&foo->sem);
	return ret;
}
