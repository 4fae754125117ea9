// SPDX-License-Identifier: MIT
// generation: 7.0
// The look-up begins the read side itself, and so waits for the callback under the lock that this one takes; and for the mmap lock.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

static bool invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&foo->lock);
	mmu_interval_set_seq(mni, cur_seq);
	foo->page = NULL;
	mutex_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops ops = { .invalidate = invalidate };

int looked_up_under_the_lock(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	mutex_lock(&foo->lock);
	do {
		ret = hmm_range_fault_unlocked_timeout(&range, timeout); // expect: read-begin-context error // expect: callback-deadlock error
		if (ret)
			break;
		ret = mmu_interval_read_retry(range.notifier, range.notifier_seq);
	} while (ret);
	if (!ret)
		foo->page = hmm_pfn_to_page(pfns[0]);
	mutex_unlock(&foo->lock);
	return ret;
}
