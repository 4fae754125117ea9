// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mutex other;
	struct rw_semaphore sem;
};

static bool foo_invalidate(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range,
			   unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_lock(&foo->lock);
	foo_unmap(foo, range->start, range->end);
	mutex_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};

int set_before_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: set-seq-unlocked warning
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int set_with_no_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	down_read(&foo->sem);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: set-seq-unlocked
		ret = -EAGAIN;
	up_read(&foo->sem);
	return ret;
}

int set_outside_a_spinlock(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	spin_lock(&foo->spin);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: set-seq-unlocked
		ret = -EAGAIN;
	spin_unlock(&foo->spin);
	return ret;
}

