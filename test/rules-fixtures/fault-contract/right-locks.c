// SPDX-License-Identifier: MIT
// generation: 6.12
// Who takes the mmap lock drops it, or says that it is still held.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
};

int held_across_the_turns(struct foo *foo, struct hmm_range *range)
{
	int ret;

	mmap_read_lock(foo->mm);
	do {
		range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
		ret = hmm_range_fault(range);
	} while (ret == -EBUSY);
	mmap_read_unlock(foo->mm);
	return ret;
}

int dropped_before_the_next(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret) {
		mmap_read_unlock(foo->mm);
		if (ret == -EBUSY)
			goto again;
		return ret;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range->notifier_seq)) {
		mutex_unlock(&foo->lock);
		mmap_read_unlock(foo->mm);
		goto again;
	}
	foo_map(foo, range);
	mutex_unlock(&foo->lock);
	mmap_read_unlock(foo->mm);
	return 0;
}

int by_a_guard(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	scoped_guard(mmap_read_lock, foo->mm) {
		ret = hmm_range_fault(range);
		if (ret == -EBUSY)
			goto again;
		if (ret)
			return ret;
	}
	foo->seq = range->notifier_seq;
	return 0;
}

int taken_once(struct foo *foo, struct hmm_range *range)
{
	bool locked = false;
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	if (!locked) {
		mmap_read_lock(foo->mm);
		locked = true;
	}
	ret = hmm_range_fault(range);
	if (ret == -EBUSY)
		goto again;
	mmap_read_unlock(foo->mm);
	return ret;
}

int another_mm_each_time(struct foo *foo, struct foo **others, struct hmm_range *range)
{
	int ret;

	mmap_read_lock(foo->mm);
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	ret = hmm_range_fault(range);
	if (ret) {
		foo = *others;
		mmap_read_lock(foo->mm);
		ret = foo_fallback(foo);
		mmap_read_unlock(foo->mm);
	}
	return ret;
}

static int foo_drop(struct foo *foo, int ret)
{
	mmap_read_unlock(foo->mm);
	return ret;
}

int dropped_in_a_helper(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		foo_drop(foo, ret);
		goto again;
	}
	return foo_drop(foo, ret);
}

/* Somebody who can't be seen is told that it is locked. */
int dropped_elsewhere(struct foo *foo, struct hmm_range *range)
{
	bool locked = true;
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	locked = true;
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		foo_back_off(foo->mm, &locked);
		if (!locked)
			goto again;
	}
	mmap_read_unlock(foo->mm);
	return ret;
}

int waits_elsewhere(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		foo_wait(foo);
		goto again;
	}
	mmap_read_unlock(foo->mm);
	return ret;
}

int waits_for_an_mm(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		foo_wait(foo->mm);
		goto again;
	}
	mmap_read_unlock(foo->mm);
	return ret;
}

int unlocked_by_name(struct foo *foo, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		foo_unlock_mm(foo);
		goto again;
	}
	mmap_read_unlock(foo->mm);
	return ret;
}

/* The caller drops it when all went well, and when it is to try again. */
int left_with_it_on_success(struct foo *foo, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	if (ret) {
		mmap_read_unlock(foo->mm);
		return ret;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range->notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	foo_map(foo, range);
	mutex_unlock(&foo->lock);
	return 0;
}
