// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int before_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;

	do {
		seq = mmu_interval_read_begin(&foo->notifier);
		foo_lookup(foo, addr);
	} while (mmu_interval_read_retry(&foo->notifier, seq)); // expect: retry-unlocked warning
	mutex_lock(&foo->lock);
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return 0;
}

int after_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	bool late;

	mutex_lock(&foo->lock);
	foo_map(foo);
	mutex_unlock(&foo->lock);
	late = mmu_interval_read_retry(&foo->notifier, seq); // expect: retry-unlocked
	return late ? -EAGAIN : 0;
}

int dropped_before_use(struct foo *foo, struct mm_struct *mm)
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
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	mutex_unlock(&foo->lock);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: retry-unlocked
	return 0;
}

int dropped_and_taken_again(struct foo *foo, struct mm_struct *mm)
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
	down_read(&foo->sem);
	ret = mmu_interval_read_retry(&foo->notifier, range.notifier_seq);
	up_read(&foo->sem);
	if (ret)
		return -EAGAIN;
	down_read(&foo->sem);
	foo->page = hmm_pfn_to_page(pfns[0]); // expect: retry-unlocked
	up_read(&foo->sem);
	return 0;
}

int only_the_mmap_lock(struct foo *foo, struct mm_struct *mm)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	mmap_read_lock(mm);
	foo_lookup(foo, 0);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: retry-unlocked
		ret = -EAGAIN;
	mmap_read_unlock(mm);
	return ret;
}

int lock_in_a_scope(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	scoped_guard(mutex, &foo->lock)
		foo_lookup(foo, addr);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: retry-unlocked
		return -EAGAIN;
	return 0;
}

// What is done behind it hangs on its answer.
void does_something(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	if (!mmu_interval_read_retry(&foo->notifier, seq)) // expect: retry-unlocked
		foo_map(foo);
}

void keeps_the_page(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	struct page *page = foo_lookup(foo, addr);

	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: retry-unlocked
		return;
	foo->page = page;
}
