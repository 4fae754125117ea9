// SPDX-License-Identifier: MIT
// generation: 7.0
// Each look-up begins a read side of its own.

#define CHUNK (1UL << 21)

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};

int begun_within_each(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array, unsigned long timeout)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		ret = hmm_range_fault_unlocked_timeout(&range, timeout); // expect: read-without-retry error
		if (ret)
			return ret;
		range.hmm_pfns += (range.end - range.start) >> PAGE_SHIFT;
		range.start = range.end;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	else
		ret = foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return ret;
}
