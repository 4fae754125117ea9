// SPDX-License-Identifier: MIT
// generation: 6.12
// It is asked whether an invalidation ran, and nothing is made of the answer.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	struct page *page;
};

int only_warned_of(struct foo *foo)
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
	WARN_ON_ONCE(mmu_interval_read_retry(&foo->notifier, range.notifier_seq));
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

int only_printed(struct foo *foo)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		pr_debug("collision at %lx\n", range.start);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}

int printed_if_unlikely(struct foo *foo)
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
	if (unlikely(mmu_interval_read_retry(&foo->notifier, range.notifier_seq))) {
		pr_warn("collision\n");
		trace_foo_collision(foo);
	}
	ret = foo_map_page(foo, hmm_pfn_to_page(pfns[0])); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return ret;
}

int the_same_either_way(struct foo *foo)
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
	if (!mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		pr_debug("no collision\n");
	else
		pr_debug("collision\n");
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: read-without-retry error
	mutex_unlock(&foo->lock);
	return 0;
}
