// SPDX-License-Identifier: MIT
// generation: 7.0
// The look-up begins the read side itself; whether it is still true is for its caller to check all the same.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

int never_checked(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	ret = hmm_range_fault_unlocked_timeout(&range, timeout);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

int checked_too_late(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	do {
		ret = hmm_range_fault_unlocked_timeout(&range, timeout);
		if (ret)
			return ret;
		mutex_lock(&foo->lock);
		foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
		ret = mmu_interval_read_retry(range.notifier, range.notifier_seq);
		mutex_unlock(&foo->lock);
	} while (ret);
	return 0;
}

int used_after_a_collision(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	ret = hmm_range_fault_unlocked_timeout(&range, timeout);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(range.notifier, range.notifier_seq))
		ret = -EAGAIN;
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return ret;
}
