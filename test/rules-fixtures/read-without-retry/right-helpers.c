// SPDX-License-Identifier: MIT
// generation: 6.12
// Helpers that say by a pointer what they found out, or do nothing where it is not needed.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct hmm_range range;
	struct mm_struct *mm;
};

static void foo_check(struct foo *foo, unsigned long seq, int *err)
{
	if (mmu_interval_read_retry(&foo->notifier, seq))
		*err = -EAGAIN;
}

int is_told_by_a_pointer(struct foo *foo, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	foo_check(foo, range->notifier_seq, &ret);
	if (!ret)
		ret = foo_map(foo, hmm_pfn_to_page(range->hmm_pfns[0]));
	mutex_unlock(&foo->lock);
	return ret;
}

static int foo_refresh(struct foo *foo)
{
	int ret;

	if (!mmu_interval_check_retry(&foo->notifier, foo->range.notifier_seq))
		return 0;
	foo->range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&foo->range);
	mmap_read_unlock(foo->mm);
	return ret;
}

int looks_up_only_what_is_overtaken(struct foo *foo)
{
	int ret;

again:
	ret = foo_refresh(foo);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, foo->range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	ret = foo_map_all(foo, foo->range.hmm_pfns);
	mutex_unlock(&foo->lock);
	return ret;
}
