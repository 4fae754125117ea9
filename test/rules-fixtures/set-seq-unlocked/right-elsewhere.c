// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mutex other;
	struct rw_semaphore sem;
};

int callback_is_elsewhere(struct foo *foo, unsigned long addr)
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

