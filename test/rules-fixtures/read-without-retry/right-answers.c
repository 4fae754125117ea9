// SPDX-License-Identifier: MIT
// generation: 6.12
// Warned of, or printed, and minded all the same.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	struct page *page;
	bool stale;
	int collisions;
};

int warned_and_left(struct foo *foo)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	guard(mutex)(&foo->lock);
	if (WARN_ON_ONCE(mmu_interval_read_retry(&foo->notifier, range.notifier_seq)))
		return -EAGAIN;
	foo->page = hmm_pfn_to_page(pfns[0]);
	return 0;
}

int printed_and_left(struct foo *foo)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		pr_debug("collision\n");
		ret = -EAGAIN;
	} else {
		foo->page = hmm_pfn_to_page(pfns[0]);
	}
	mutex_unlock(&foo->lock);
	return ret;
}

/* Whoever looks at it next is told. */
int marked(struct foo *foo)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	struct page *page;
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	page = hmm_pfn_to_page(pfns[0]);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		pr_debug("collision\n");
		foo->stale = true;
	}
	if (!foo->stale)
		foo->page = page;
	mutex_unlock(&foo->lock);
	return 0;
}

int looked_at_once_more(struct foo *foo)
{
	unsigned long pfns[1];
	struct hmm_range range = { .notifier = &foo->notifier, .hmm_pfns = pfns };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		pr_debug("this will take longer\n");
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	foo->page = hmm_pfn_to_page(pfns[0]);
	WARN_ON(mmu_interval_read_retry(&foo->notifier, range.notifier_seq));
	mutex_unlock(&foo->lock);
	return 0;
}
