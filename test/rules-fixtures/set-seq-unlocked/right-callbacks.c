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

int under_the_same(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_it_and_another(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->other);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	mutex_unlock(&foo->other);
	return ret;
}

int under_a_trylock(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	if (!mutex_trylock(&foo->lock))
		return -EBUSY;
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_one_out_of_sight(struct foo *foo, unsigned long addr)
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

int under_one_without_a_name(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(foo_mutex(foo));
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(foo_mutex(foo));
	return ret;
}

int under_it_by_another_way(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->parent->foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->parent->foo->lock);
	return ret;
}

