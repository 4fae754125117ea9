// SPDX-License-Identifier: MIT
// generation: 7.0
// Allocations by type that do not reclaim.

struct foo {
	struct mmu_interval_notifier notifier;
	spinlock_t lock;
	struct list_head events;
};

static bool foo_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);
	struct foo_event *event = kzalloc_obj(*event, GFP_ATOMIC);
	unsigned long *addresses = kmalloc_objs(*addresses, 16, GFP_NOWAIT | __GFP_NOWARN);
	struct foo_batch *batch = kzalloc_flex(*batch, items, 4, GFP_NOWAIT);

	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, seq);
	if (event)
		list_add(&event->node, &foo->events);
	spin_unlock(&foo->lock);
	kfree(addresses);
	kfree(batch);
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};
