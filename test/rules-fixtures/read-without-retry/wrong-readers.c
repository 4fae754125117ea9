// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int never_checked(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	do {
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(mm);
	} while (ret == -EBUSY);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

static void use_them(struct foo *foo, struct hmm_range *range)
{
	foo->page = hmm_pfn_to_page(range->hmm_pfns[0]);
}

int used_in_a_helper(struct foo *foo, struct mm_struct *mm)
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
	use_them(foo, &range); // expect: read-without-retry
	return 0;
}

int checked_too_late(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return 0;
}

int used_all_the_same(struct foo *foo, struct mm_struct *mm)
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
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry
	mutex_unlock(&foo->lock);
	return ret;
}

int pinned_and_never_checked(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int n;

	seq = mmu_interval_read_begin(&foo->notifier); // expect: read-without-retry
	n = pin_user_pages_fast(addr, 1, FOLL_WRITE, &foo->page);
	if (n < 1)
		return -EFAULT;
	mutex_lock(&foo->lock);
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return 0;
}

int one_sequence_for_all(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	for (;;) {
		foo_lookup(foo, addr);
		mutex_lock(&foo->lock);
		if (!mmu_interval_read_retry(&foo->notifier, seq)) // expect: read-without-retry
			break;
		mutex_unlock(&foo->lock);
	}
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return 0;
}

int answer_thrown_away(struct foo *foo, struct mm_struct *mm)
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
	mutex_lock(&foo->lock);
	mmu_interval_read_retry(&foo->notifier, range.notifier_seq); // expect: read-without-retry error
	foo->page = hmm_pfn_to_page(pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

static unsigned long how_many(struct hmm_range *range, unsigned long npages)
{
	unsigned long i = 0, chunks = 0;

	while (i < npages) {
		i += 1UL << hmm_pfn_to_map_order(range->hmm_pfns[i]);
		chunks++;
	}
	return chunks;
}

/* What is checked in the end was counted before. */
int counted_before(struct foo *foo, struct mm_struct *mm, unsigned long npages)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	unsigned long chunks;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	chunks = how_many(&range, npages); // expect: read-without-retry error
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		ret = -EAGAIN;
	else
		foo->seq = chunks;
	mutex_unlock(&foo->lock);
	return ret;
}
