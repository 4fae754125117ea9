// SPDX-License-Identifier: MIT
// generation: 7.0
// The look-up begins the read side itself, and takes the mmap lock.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

static int look_up(struct foo *foo, struct hmm_range *range, unsigned long timeout)
{
	int ret;

	while (true) {
		ret = hmm_range_fault_unlocked_timeout(range, timeout);
		if (ret)
			return ret;
		mutex_lock(&foo->lock);
		if (!mmu_interval_read_retry(range->notifier, range->notifier_seq))
			break;
		mutex_unlock(&foo->lock);
	}
	foo->page = hmm_pfn_to_page(range->hmm_pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

int checked_in_a_helper(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };

	return look_up(foo, &range, timeout);
}

int checked_in_a_loop(struct foo *foo, unsigned long start, unsigned long end, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret = 0;

	for (range.start = start; range.start < end; range.start += PAGE_SIZE) {
again:
		range.end = range.start + PAGE_SIZE;
		ret = hmm_range_fault_unlocked_timeout(&range, timeout);
		if (ret)
			break;
		mutex_lock(&foo->lock);
		if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
			mutex_unlock(&foo->lock);
			goto again;
		}
		foo->page = hmm_pfn_to_page(pfns[0]);
		mutex_unlock(&foo->lock);
	}
	return ret;
}

/* Whoever gave the request checks what it found. */
int checked_by_others(struct hmm_range *range, unsigned long timeout)
{
	int ret = hmm_range_fault_unlocked_timeout(range, timeout);

	return ret == -EBUSY ? -EAGAIN : ret;
}
