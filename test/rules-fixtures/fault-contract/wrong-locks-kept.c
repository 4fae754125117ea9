// SPDX-License-Identifier: MIT
// generation: 6.12
// The mmap lock is kept where the loop begins anew, or where the function is left.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
};

int again_when_busy(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY)
		goto again; // expect: fault-contract error
	mmap_read_unlock(foo->mm);
	return ret;
}

int again_after_a_collision(struct foo *foo, struct hmm_range *range)
{
	struct mm_struct *mm = foo->mm;
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret)
		goto unlock;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range->notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again; // expect: fault-contract error
	}
	foo_map(foo, range);
	mutex_unlock(&foo->lock);
unlock:
	mmap_read_unlock(mm);
	return ret;
}

int dropped_behind_the_loop(struct foo *foo, struct hmm_range *range)
{
	int ret;

	do {
		range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm); // expect: fault-contract error
		ret = hmm_range_fault(range);
	} while (ret == -EBUSY);
	mmap_read_unlock(foo->mm);
	return ret;
}

int killable(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	if (mmap_read_lock_killable(foo->mm))
		return -EINTR;
	ret = hmm_range_fault(range);
	if (ret == -EBUSY)
		goto again; // expect: fault-contract error
	mmap_read_unlock(foo->mm);
	return ret;
}

static void foo_mm_lock(struct foo *foo)
{
	mmap_read_lock(foo->mm);
}

static void foo_mm_unlock(struct foo *foo)
{
	mmap_read_unlock(foo->mm);
}

int again_through_helpers(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	foo_mm_lock(foo);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY)
		goto again; // expect: fault-contract error
	foo_mm_unlock(foo);
	return ret;
}

int left_through_helpers(struct foo *foo, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	foo_mm_lock(foo);
	ret = hmm_range_fault(range);
	if (ret)
		return ret; // expect: fault-contract error
	foo_mm_unlock(foo);
	foo->seq = range->notifier_seq;
	return 0;
}

int left_after_a_collision(struct foo *foo, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret)
		goto unlock;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range->notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN; // expect: fault-contract error
	}
	foo_map(foo, range);
	mutex_unlock(&foo->lock);
unlock:
	mmap_read_unlock(foo->mm);
	return ret;
}

int left_when_busy_too_often(struct foo *foo, struct hmm_range *range, int tries)
{
	int ret;

	for (;;) {
		range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(range);
		if (ret == -EBUSY && tries-- <= 0)
			return -ETIMEDOUT; // expect: fault-contract error
		mmap_read_unlock(foo->mm);
		if (ret != -EBUSY)
			return ret;
	}
}
