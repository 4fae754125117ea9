// SPDX-License-Identifier: MIT
// generation: 7.0
// Locks that macros of the file take: what they do is known, and so is what is done outside of them.

struct foo {
	struct mmu_interval_notifier notifier;
	struct rw_semaphore lock;
	struct page *page;
};

#define foo_enter(foo)	down_read(&(foo)->lock)
#define foo_leave(foo)				\
	do {					\
		foo_count(foo);			\
		up_read(&(foo)->lock);		\
	} while (0)

int checked_before_the_macro(struct foo *foo, unsigned long timeout)
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
	foo_enter(foo);
	foo->page = hmm_pfn_to_page(pfns[0]);
	foo_leave(foo);
	return 0;
}

int used_behind_the_macro(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	do {
		ret = hmm_range_fault_unlocked_timeout(&range, timeout);
		if (ret)
			return ret;
		foo_enter(foo);
		ret = mmu_interval_read_retry(range.notifier, range.notifier_seq);
		foo_leave(foo);
	} while (ret);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: retry-unlocked warning
	return 0;
}
