// SPDX-License-Identifier: MIT
// generation: 6.12
// Ended under a lock that callbacks take, which is neither in the notifier's object nor a variable of the file.

struct device_state {
	struct rw_semaphore notifier_lock;
	struct mutex table_lock;
};

struct owner {
	struct device_state *device;
};

struct mapping {
	struct mmu_interval_notifier notifier;
	struct owner *owner;
	struct kref users;
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
	struct device_state *device = mapping->owner->device;

	if (!mmu_notifier_range_blockable(range))
		return false;
	down_write(&device->notifier_lock);
	mmu_interval_set_seq(mni, seq);
	mapping->stale = 1;
	up_write(&device->notifier_lock);
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

static const struct mmu_notifier_ops space_ops = {
	.invalidate_range_start = space_start,
};

static void removes_under_the_devices_lock(struct mapping *mapping)
{
	struct device_state *device = mapping->owner->device;

	down_write(&device->notifier_lock);
	mmu_interval_notifier_remove(&mapping->notifier); // expect: registration-context error
	up_write(&device->notifier_lock);
}

static void removes_as_a_reader(struct device_state *device, struct mapping *mapping)
{
	down_read(&device->notifier_lock);
	mmu_interval_notifier_remove(&mapping->notifier); // expect: registration-context error
	up_read(&device->notifier_lock);
}

static void mapping_release(struct mapping *mapping)
{
	mmu_interval_notifier_remove(&mapping->notifier);
	kfree(mapping);
}

static void removes_in_a_function(struct device_state *device, struct mapping *mapping)
{
	down_write(&device->notifier_lock);
	mapping_release(mapping); // expect: registration-context error
	up_write(&device->notifier_lock);
}

static void unregisters_under_the_devices_lock(struct space *space)
{
	mutex_lock(&space->device->table_lock);
	mmu_notifier_unregister(&space->mn, space->mm); // expect: registration-context error
	mutex_unlock(&space->device->table_lock);
}
