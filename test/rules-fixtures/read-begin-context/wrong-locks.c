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
	mutex_lock(&foo->lock);
	mmu_interval_set_seq(mni, cur_seq);
	foo_unmap(foo, range->start, range->end);
	mutex_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};

int under_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	mutex_lock(&foo->lock);
	seq = mmu_interval_read_begin(&foo->notifier); // expect: read-begin-context error
	mutex_unlock(&foo->lock);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_a_killable_one(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	if (mutex_lock_killable(&foo->lock))
		return -EINTR;
	seq = mmu_interval_read_begin(&foo->notifier); // expect: read-begin-context
	mutex_unlock(&foo->lock);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_two(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	mutex_lock(&foo->other);
	mutex_lock(&foo->lock);
	seq = mmu_interval_read_begin(&foo->notifier); // expect: read-begin-context
	mutex_unlock(&foo->lock);
	mutex_unlock(&foo->other);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

static void enter(struct foo *foo)
{
	mutex_lock(&foo->lock);
}

int under_one_of_a_helper(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	enter(foo);
	seq = mmu_interval_read_begin(&foo->notifier); // expect: read-begin-context
	mutex_unlock(&foo->lock);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

