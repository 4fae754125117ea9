// SPDX-License-Identifier: MIT
// generation: 6.12
// A big range is looked up in chunks, each with a sequence of its own, and the last one alone is checked.

#define CHUNK (1UL << 21)

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
};

int checked_behind_the_loop(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	do {
		range.end = min(range.start + CHUNK, end);
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry error
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	} while (range.start < end);

	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return 0;
}

/* Whoever is given the request checks it. */
int handed_on(struct foo *foo, unsigned long start, unsigned long npages, struct hmm_range **out)
{
	struct hmm_range *hmm_range;
	unsigned long *array, end;
	int ret = -ENOMEM;

	hmm_range = kzalloc(sizeof(*hmm_range), GFP_KERNEL);
	if (!hmm_range)
		return -ENOMEM;
	array = kvmalloc_array(npages, sizeof(*array), GFP_KERNEL);
	if (!array)
		goto free_range;
	hmm_range->notifier = &foo->notifier;
	hmm_range->hmm_pfns = array;
	hmm_range->start = start;
	end = start + npages * PAGE_SIZE;
	do {
		hmm_range->end = min(hmm_range->start + CHUNK, end);
again:
		hmm_range->notifier_seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry error
		ret = hmm_range_fault(hmm_range);
		if (ret) {
			if (ret == -EBUSY)
				goto again;
			goto free_array;
		}
		if (hmm_range->end == end)
			break;
		hmm_range->hmm_pfns += CHUNK >> PAGE_SHIFT;
		hmm_range->start = hmm_range->end;
	} while (hmm_range->end < end);
	hmm_range->start = start;
	hmm_range->hmm_pfns = array;
	*out = hmm_range;
	return 0;

free_array:
	kvfree(array);
free_range:
	kfree(hmm_range);
	return ret;
}

static int look_up(struct foo *foo, struct hmm_range *range)
{
	int ret;

	do {
		range->notifier_seq = mmu_interval_read_begin(range->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(foo->mm);
	} while (ret == -EBUSY);
	return ret;
}

int by_a_helper(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier };
	unsigned long addr;
	int ret;

	for (addr = start; addr < end; addr += CHUNK) {
		range.start = addr;
		range.end = min(addr + CHUNK, end);
		range.hmm_pfns = &array[(addr - start) >> PAGE_SHIFT];
		ret = look_up(foo, &range); // expect: read-without-retry error
		if (ret)
			return ret;
	}
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(range.notifier, range.notifier_seq) ? -EAGAIN : 0;
	if (!ret)
		foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return ret;
}

int page_by_page(struct foo *foo, unsigned long start, int npages, struct page **pages)
{
	unsigned long pfns[1], seq = 0;
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int i, ret;

	for (i = 0; i < npages; i++) {
		range.start = start + i * PAGE_SIZE;
		range.end = range.start + PAGE_SIZE;
		seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry error
		range.notifier_seq = seq;
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		pages[i] = hmm_pfn_to_page(pfns[0]);
	}
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		return -EAGAIN;
	return foo_map_pages(foo, pages);
}

int up_to_the_next(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier };
	unsigned long addr, next, *slot = array;
	int ret;

again:
	slot = array;
	for (addr = start; addr < end; addr = next) {
		next = pmd_addr_end(addr, end);
		range.start = addr;
		range.end = next;
		range.hmm_pfns = slot;
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry error
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret == -EBUSY)
			goto again;
		if (ret)
			return ret;
		slot += (next - addr) >> PAGE_SHIFT;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return 0;
}

int two_halves(struct foo *foo, unsigned long start, unsigned long len, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = start + len, .hmm_pfns = array };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	range.start = range.end;
	range.end = range.start + len;
	range.hmm_pfns = array + (len >> PAGE_SHIFT);
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry error
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	else
		foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return ret;
}
