// SPDX-License-Identifier: MIT
// generation: 6.12
// What was found is given on as it was found, where it is checked, by whoever it is, or given up.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

int checks_it(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		if (ret == -EBUSY)
			goto again;
		return ret;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	ret = foo_hw_map_all(foo, range.hmm_pfns);
	mutex_unlock(&foo->lock);
	return ret;
}

int is_checked_by_another(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		if (ret == -EBUSY)
			goto again;
		return ret;
	}
	return foo_commit(foo, foo->pfns, range.notifier_seq);
}

int is_checked_later(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		if (ret == -EBUSY)
			goto again;
		return ret;
	}
	foo_prepare(foo, foo->pfns);
	foo->seq = range.notifier_seq;
	return 0;
}

int only_faults_it_in(struct foo *foo, unsigned long start)
{
	unsigned long *pages = kcalloc(16, sizeof(*pages), GFP_KERNEL);
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = pages };
	int ret;

	if (!pages)
		return -ENOMEM;
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	foo_pfns_free(pages);
	return ret;
}

int gives_it_up_where_it_failed(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		foo_hw_forget(foo, range.hmm_pfns);
		return ret;
	}
	pr_debug("found %lx\n", foo->pfns[0]);
	return 0;
}
