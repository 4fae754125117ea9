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

int without_a_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	foo_prepare(foo);
	seq = mmu_interval_read_begin(&foo->notifier);
	foo_prepared(foo);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_another(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	mutex_lock(&foo->other);
	seq = mmu_interval_read_begin(&foo->notifier);
	mutex_unlock(&foo->other);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int after_the_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	seq = mmu_interval_read_begin(&foo->notifier);
	foo_prepared(foo);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_the_mmap_lock(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	mmap_read_lock(foo->mm);
	seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_unlock(foo->mm);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_one_out_of_sight(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	foo_lock_all(foo);
	seq = mmu_interval_read_begin(&foo->notifier);
	foo_unlock_all(foo);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

int under_an_rwsem(struct foo *foo, unsigned long addr)
{
	unsigned long seq;
	int ret;

	down_read(&foo->sem);
	seq = mmu_interval_read_begin(&foo->notifier);
	up_read(&foo->sem);
	ret = foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&foo->lock);
	return ret;
}

