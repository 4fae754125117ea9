// SPDX-License-Identifier: MIT
// generation: 7.0
// The look-up begins the read side itself: it is checked, and what it found used, under the callback's lock all the same.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

int checked_before_the_lock(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

again:
	ret = hmm_range_fault_unlocked_timeout(&range, timeout);
	if (ret)
		return ret;
	if (mmu_interval_read_retry(range.notifier, range.notifier_seq)) // expect: retry-unlocked warning
		goto again;
	mutex_lock(&foo->lock);
	foo->page = hmm_pfn_to_page(pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

int used_behind_the_lock(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	do {
		ret = hmm_range_fault_unlocked_timeout(&range, timeout);
		if (ret)
			return ret;
		mutex_lock(&foo->lock);
		ret = mmu_interval_read_retry(range.notifier, range.notifier_seq);
		mutex_unlock(&foo->lock);
	} while (ret);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: retry-unlocked warning
	return 0;
}
