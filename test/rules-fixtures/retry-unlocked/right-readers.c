// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct rw_semaphore sem;
	unsigned long seq;
	struct page *page;
};

int under_the_mutex(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	else
		foo_map(foo);
	mutex_unlock(&foo->lock);
	return ret;
}

int under_the_rwsem(struct foo *foo, struct mm_struct *mm)
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
	ret = down_read_interruptible(&foo->sem);
	if (ret)
		return ret;
	if (!mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		foo->page = hmm_pfn_to_page(pfns[0]);
	else
		ret = -EAGAIN;
	up_read(&foo->sem);
	return ret;
}

int under_a_spinlock(struct foo *foo, spinlock_t *lock)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, 0);
	spin_lock(lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	spin_unlock(lock);
	return ret;
}

int under_a_guard(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		return -EAGAIN;
	foo_map(foo);
	return 0;
}

bool lock_is_the_callers(struct foo *foo, unsigned long seq)
{
	return mmu_interval_read_retry(&foo->notifier, seq);
}

int lock_taken_out_of_sight(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	foo_lock_all(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	foo_unlock_all(foo);
	return ret;
}

static void enter(struct foo *foo)
{
	mutex_lock(&foo->lock);
}

static void leave(struct foo *foo)
{
	mutex_unlock(&foo->lock);
}

int lock_in_a_helper(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	enter(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	leave(foo);
	return ret;
}

// It only spares the work.
int asks_before_and_under_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret = 0;

again:
	seq = mmu_interval_read_begin(&foo->notifier);
	foo_lookup(foo, addr);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		goto again;
	foo_allocate(foo);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo);
	mutex_unlock(&foo->lock);
	return ret;
}

void only_counts(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		foo->retries++;
	else
		foo->is_quiet = true;
}

int returns_the_same(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = foo_lookup(foo, addr);

	if (mmu_interval_read_retry(&foo->notifier, seq))
		pr_debug("overtaken\n");
	return ret;
}

int asks_for_advice(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	if (mmu_interval_check_retry(&foo->notifier, seq))
		return -EAGAIN;
	return 0;
}

static unsigned long measures(struct foo *foo, struct page **pages, int count)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	bool late;

	late = mmu_interval_read_retry(&foo->notifier, seq);
	if (late)
		foo->late = true;
	kfree(pages);
	return 0;
}
