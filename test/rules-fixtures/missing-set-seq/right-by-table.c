// SPDX-License-Identifier: MIT
// generation: 6.12
// A table tells which kinds of events have an owner.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};

static const bool has_owner[] = { [MMU_NOTIFY_MIGRATE] = true, [MMU_NOTIFY_EXCLUSIVE] = true };

static bool foo_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	if (has_owner[range->event] && range->owner == foo)
		return true;
	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&foo->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = { .invalidate = foo_invalidate };

int foo_commit(struct foo *foo, unsigned long seq)
{
	int ret;

	mutex_lock(&foo->lock);
	ret = mmu_interval_read_retry(&foo->notifier, seq) ? -EAGAIN : 0;
	mutex_unlock(&foo->lock);
	return ret;
}
