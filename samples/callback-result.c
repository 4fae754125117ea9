// SPDX-License-Identifier: MIT
/*
 * callback-result: a callback may fail only if the invalidation is not
 * blockable, and this one fails whenever its lock happens to be taken.
 */

static bool device_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range,
			      unsigned long cur_seq)
{
	struct device_map *map = container_of(mni, struct device_map, notifier);

	if (!mutex_trylock(&map->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	device_unmap(map, range->start, range->end);
	mutex_unlock(&map->lock);
	return true;
}

static const struct mmu_interval_notifier_ops device_ops = {
	.invalidate = device_invalidate,
};
