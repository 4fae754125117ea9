// SPDX-License-Identifier: MIT
// generation: 7.0
// Allocations by type, which reclaim where no flags are given.

struct foo {
	struct mmu_interval_notifier notifier;
	spinlock_t lock;
	struct list_head events;
};

static bool foo_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);
	struct foo_event *event;

	if (!mmu_notifier_range_blockable(range))
		return false;
	event = kzalloc_obj(*event); // expect: reclaim-in-callback
	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, seq);
	if (event)
		list_add(&event->node, &foo->events);
	spin_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};

static bool bar_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);
	unsigned long *addresses;

	if (!mmu_notifier_range_blockable(range))
		return false;
	addresses = kvmalloc_objs(*addresses, 16, GFP_KERNEL); // expect: reclaim-in-callback
	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, seq);
	spin_unlock(&foo->lock);
	kvfree(addresses);
	return true;
}

static const struct mmu_interval_notifier_ops bar_ops = {
	.invalidate = bar_invalidate,
};
