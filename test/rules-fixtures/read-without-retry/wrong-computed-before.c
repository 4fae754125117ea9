// SPDX-License-Identifier: MIT
// generation: 6.12
// Pages that are used before the check.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

int given_away(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	struct page *page;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	page = hmm_pfn_to_page(pfns[0]);
	set_page_dirty(page); // expect: read-without-retry
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : 0;
	mutex_unlock(&foo->lock);
	return ret;
}

int looked_at(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1], index;
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	struct page *page;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	page = hmm_pfn_to_page(pfns[0]);
	index = page->index; // expect: read-without-retry
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : 0;
	if (!ret)
		foo_map(foo, page, index);
	mutex_unlock(&foo->lock);
	return ret;
}

int given_in_an_array(struct foo *foo, struct mm_struct *mm)
{
	struct page *pages[1];
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	pages[0] = hmm_pfn_to_page(pfns[0]);
	foo_dma_map(foo, pages, 1); // expect: read-without-retry
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : 0;
	mutex_unlock(&foo->lock);
	return ret;
}

int mapped_at_once(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	foo_map(foo, hmm_pfn_to_page(pfns[0])); // expect: read-without-retry
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : 0;
	mutex_unlock(&foo->lock);
	return ret;
}

int never_checked(struct foo *foo, struct mm_struct *mm, struct page **out)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	*out = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry
	return 0;
}
