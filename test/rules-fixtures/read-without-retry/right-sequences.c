// SPDX-License-Identifier: MIT
// generation: 6.12
// What was found is used, and its sequence put where others find it: these may check it, under their lock.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seq;
	unsigned long pfns[16];
};

int puts_it_in_the_object(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	foo->seq = range.notifier_seq;
	return 0;
}

int puts_it_there_at_once(struct foo *foo, unsigned long start)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	foo->seq = range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	return 0;
}

int gives_it_to_the_caller(struct foo *foo, unsigned long start, unsigned long *seq)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	*seq = range.notifier_seq;
	return 0;
}

int from_a_variable(struct foo *foo, unsigned long start)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	struct hmm_range range = { .notifier = &foo->notifier, .notifier_seq = seq, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	foo->seq = seq;
	return 0;
}

int under_another_name(struct foo *foo, unsigned long start)
{
	unsigned long seq, last;
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	seq = mmu_interval_read_begin(&foo->notifier);
	range.notifier_seq = seq;
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	last = seq;
	WRITE_ONCE(foo->seq, last);
	return 0;
}

int in_a_copy_of_the_request(struct foo *foo, unsigned long start, struct job *job)
{
	unsigned long seq;
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	seq = mmu_interval_read_begin(&foo->notifier);
	range.notifier_seq = seq;
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	job->range = range;
	return 0;
}

int gives_the_request_to_others(struct foo *foo, unsigned long start, struct job *job)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	job->page = hmm_pfn_to_page(foo->pfns[0]);
	foo_prepare(foo, job->page);
	foo_commit(job, &range);
	return 0;
}

int copies_the_request_as_memory(struct foo *foo, unsigned long start, struct job *job)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	memcpy(&job->range, &range, sizeof(range));
	return 0;
}

int only_if_somebody_wants_it(struct foo *foo, unsigned long start, struct job *job)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	if (foo_wants(foo))
		job->seq = range.notifier_seq;
	return 0;
}

int in_a_literal(struct foo *foo, unsigned long start, struct job *job)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = foo->pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	*job = (struct job){ .seq = range.notifier_seq, .foo = foo };
	return 0;
}

int in_a_request_of_its_own(struct foo *foo, unsigned long start, struct job *job)
{
	struct hmm_range *range = kzalloc(sizeof(*range), GFP_KERNEL);
	int ret;

	range->notifier = &foo->notifier;
	range->hmm_pfns = foo->pfns;
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(foo->mm);
	if (ret) {
		kfree(range);
		return ret;
	}
	foo_prepare(foo, hmm_pfn_to_page(foo->pfns[0]));
	job->range = range;
	return 0;
}
