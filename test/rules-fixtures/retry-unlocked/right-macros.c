// SPDX-License-Identifier: MIT
// generation: 7.0
// Locks that macros of the file take: they are held.

struct foo {
	struct mmu_interval_notifier notifier;
	struct rw_semaphore lock;
	struct page *page;
};

#define foo_enter(foo)		down_read(&(foo)->lock)
#define foo_enter_killable(foo)	down_read_killable(&(foo)->lock)
#define foo_leave(foo)		up_read(&(foo)->lock)

int under_the_macro(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

again:
	ret = hmm_range_fault_unlocked_timeout(&range, timeout);
	if (ret)
		return ret;
	foo_enter(foo);
	if (mmu_interval_read_retry(range.notifier, range.notifier_seq)) {
		foo_leave(foo);
		goto again;
	}
	foo->page = hmm_pfn_to_page(pfns[0]);
	foo_leave(foo);
	return 0;
}

int killable(struct foo *foo, unsigned long timeout)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

again:
	ret = hmm_range_fault_unlocked_timeout(&range, timeout);
	if (ret)
		return ret;
	if (foo_enter_killable(foo))
		return -EINTR;
	if (mmu_interval_read_retry(range.notifier, range.notifier_seq)) {
		foo_leave(foo);
		goto again;
	}
	foo->page = hmm_pfn_to_page(pfns[0]);
	foo_leave(foo);
	return 0;
}
