// SPDX-License-Identifier: MIT
// generation: 7.0
// Blocks behind macros that are no loops: what is in them is done.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};

#define with_foo_locked(foo)	scoped_guard(mutex, &(foo)->lock)
#define with_foo_once(foo)	for (bool once = (mutex_lock(&(foo)->lock), true); once; once = (mutex_unlock(&(foo)->lock), false))

static bool in_a_scope(struct mmu_interval_notifier *notifier, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(notifier, struct foo, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	with_foo_locked(foo) {
		mmu_interval_set_seq(notifier, seq);
		foo_unmap(foo);
	}
	return true;
}

static const struct mmu_interval_notifier_ops scope_ops = {
	.invalidate = in_a_scope,
};

static bool once(struct mmu_interval_notifier *notifier, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(notifier, struct foo, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	with_foo_once(foo) {
		mmu_interval_set_seq(notifier, seq);
		foo_unmap(foo);
	}
	return true;
}

static const struct mmu_interval_notifier_ops once_ops = {
	.invalidate = once,
};

int in_a_macro_of_a_scope(struct foo *foo, unsigned long addr)
{
	unsigned long read = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, read))
		ret = -EAGAIN;
	else
		foo_map(foo);
	mutex_unlock(&foo->lock);
	return ret;
}
