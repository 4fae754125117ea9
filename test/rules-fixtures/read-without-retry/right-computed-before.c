// SPDX-License-Identifier: MIT
// generation: 6.12
// Pages that are worked out before the check, and used behind it.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

int used_behind_the_check(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	struct page *page;
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	page = hmm_pfn_to_page(pfns[0]);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo, page);
	foo->page = page;
	mutex_unlock(&foo->lock);
	return 0;
}

int an_array_of_them(struct foo *foo, struct mm_struct *mm)
{
	struct page *pages[16];
	unsigned long pfns[16];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret, i;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	for (i = 0; i < 16; i++)
		pages[i] = hmm_pfn_to_page(pfns[i]);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map_all(foo, pages, 16);
	mutex_unlock(&foo->lock);
	return 0;
}

int their_numbers(struct foo *foo, struct mm_struct *mm, struct job *job)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	unsigned long pfn;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	pfn = page_to_pfn(hmm_pfn_to_page(pfns[0]));
	job->page = hmm_pfn_to_page(pfns[0]);
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : 0;
	if (!ret)
		foo_map_pfn(foo, pfn);
	mutex_unlock(&foo->lock);
	return ret;
}

int checked_in_the_condition(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	phys_addr_t phys;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	phys = hmm_pfn_to_phys(pfns[0]);
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	foo_write_pte(foo, phys);
	return 0;
}
