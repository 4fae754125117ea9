// SPDX-License-Identifier: MIT
// generation: 6.12
// Ended under locks that callbacks do not wait for, or that may be another object's than those they wait for.

struct device_state {
	struct rw_semaphore notifier_lock;
	struct mutex table_lock;
	struct mutex users_lock;
};

struct group {
	struct mutex notifier_lock;
};

struct mapping {
	struct mmu_interval_notifier notifier;
	struct device_state *device;
	struct group *group;
	struct mutex lock;
	struct list_head node;
	int stale;
};

struct space {
	struct mmu_notifier mn;
	struct device_state *device;
	struct mm_struct *mm;
};

static bool mapping_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct mapping *mapping = container_of(mni, struct mapping, notifier);
	struct device_state *device = mapping->device;

	if (!mmu_notifier_range_blockable(range))
		return false;
	if (!mutex_trylock(&device->users_lock))
		return false_or_retry(mapping);
	mutex_unlock(&device->users_lock);
	down_read(&device->notifier_lock);
	mutex_lock(&mapping->lock);
	mmu_interval_set_seq(mni, seq);
	mapping->stale = 1;
	mutex_unlock(&mapping->lock);
	up_read(&device->notifier_lock);
	return true;
}

static const struct mmu_interval_notifier_ops mapping_ops = {
	.invalidate = mapping_invalidate,
};

static int space_start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct space *space = container_of(mn, struct space, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mutex_lock(&space->device->table_lock);
	space_flush(space, range->start, range->end);
	mutex_unlock(&space->device->table_lock);
	return 0;
}

static void space_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct space, mn));
}

static const struct mmu_notifier_ops space_ops = {
	.invalidate_range_start = space_start,
	.alloc_notifier = space_alloc,
	.free_notifier = space_free,
};

static void after_the_lock(struct device_state *device, struct mapping *mapping)
{
	down_write(&device->notifier_lock);
	list_del(&mapping->node);
	up_write(&device->notifier_lock);
	mmu_interval_notifier_remove(&mapping->notifier);
}

/* Readers do not wait for readers. */
static void as_a_reader(struct device_state *device, struct mapping *mapping)
{
	down_read(&device->notifier_lock);
	mmu_interval_notifier_remove(&mapping->notifier);
	up_read(&device->notifier_lock);
}

/* What the callback only tries. */
static void under_what_is_tried(struct device_state *device, struct mapping *mapping)
{
	mutex_lock(&device->users_lock);
	mmu_interval_notifier_remove(&mapping->notifier);
	mutex_unlock(&device->users_lock);
}

/* Called as the lock that callbacks take, and another. */
static void under_the_groups(struct mapping *mapping)
{
	mutex_lock(&mapping->group->notifier_lock);
	mmu_interval_notifier_remove(&mapping->notifier);
	mutex_unlock(&mapping->group->notifier_lock);
}

/* Each mapping has one. */
static void under_anothers(struct mapping *mapping, struct mapping *other)
{
	mutex_lock(&other->lock);
	mmu_interval_notifier_remove(&mapping->notifier);
	mutex_unlock(&other->lock);
}

static void under_anothers_by_a_pointer(struct mmu_interval_notifier *mni, struct mapping *other)
{
	mutex_lock(&other->lock);
	mmu_interval_notifier_remove(mni);
	mutex_unlock(&other->lock);
}

/* The callbacks of the other kind take it, which nobody waits for here. */
static void under_that_of_the_others(struct mapping *mapping)
{
	mutex_lock(&mapping->device->table_lock);
	mmu_interval_notifier_remove(&mapping->notifier);
	mutex_unlock(&mapping->device->table_lock);
}

/* It waits for nobody. */
static void puts(struct space *space)
{
	mutex_lock(&space->device->table_lock);
	mmu_notifier_put(&space->mn);
	mutex_unlock(&space->device->table_lock);
}

static void leaves(void)
{
	mmu_notifier_synchronize();
}
module_exit(leaves);
