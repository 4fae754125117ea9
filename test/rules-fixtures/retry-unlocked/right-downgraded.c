// SPDX-License-Identifier: MIT
// generation: 6.12
// A lock that is held for writing, and then for reading, is not let go in between.

struct foo {
	struct mmu_interval_notifier notifier;
	struct rw_semaphore sem;
	struct mm_struct *mm;
};

int goes_on_as_a_reader(struct foo *foo, unsigned long start)
{
	unsigned long pfn;
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = &pfn };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	down_write(&foo->sem);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		up_write(&foo->sem);
		goto again;
	}
	downgrade_write(&foo->sem);
	ret = foo_map_page(foo, hmm_pfn_to_page(pfn));
	up_read(&foo->sem);
	return ret;
}
