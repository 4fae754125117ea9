// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int by_the_book(struct foo *foo, struct mm_struct *mm)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
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
	foo->page = hmm_pfn_to_page(pfns[0]);
	mutex_unlock(&foo->lock);
	return 0;
}

int only_waits(struct foo *foo)
{
	mmu_interval_read_begin(&foo->notifier);
	return foo_map(foo);
}

int only_compares(struct foo *foo)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	if (seq == foo->seq)
		return 0;
	return foo_lookup(foo, 0);
}

unsigned long hands_it_out(struct foo *foo)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, 0);
	return seq;
}

int keeps_it_for_others(struct foo *foo, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	mmap_read_unlock(mm);
	if (!ret)
		foo->page = hmm_pfn_to_page(range->hmm_pfns[0]);
	return ret;
}

bool done_by_others(struct foo *foo, struct hmm_range *range)
{
	return mmu_interval_read_retry(&foo->notifier, range->notifier_seq);
}

int gives_it_to_others(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	return foo_commit(foo, seq);
}

static bool overtaken(struct foo *foo, unsigned long seq)
{
	return mmu_interval_read_retry(&foo->notifier, seq);
}

int checks_in_a_helper(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	bool again;

	do {
		seq = mmu_interval_read_begin(&foo->notifier);
		foo_lookup(foo, addr);
		mutex_lock(&foo->lock);
		again = overtaken(foo, seq);
		if (!again)
			foo_map(foo);
		mutex_unlock(&foo->lock);
	} while (again);
	return 0;
}

int gives_up_early(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = foo_lookup(foo, addr);

	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, seq) ? -EAGAIN : 0;
	mutex_unlock(&foo->lock);
	return ret;
}

/* Says how things stood a moment ago: no page is touched. */
bool looks_whether_all_is_there(struct foo *foo, struct mm_struct *mm, unsigned long *pfns, unsigned long npages)
{
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	unsigned long i;
	int err;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(mm);
	err = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	for (i = 0; !err && i < npages;) {
		if (!(pfns[i] & HMM_PFN_VALID))
			return false;
		i += 1 << hmm_pfn_to_map_order(pfns[i]);
	}
	return !err;
}
