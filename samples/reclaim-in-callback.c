// SPDX-License-Identifier: MIT
/*
 * reclaim-in-callback: the callback waits for the lock, under which another
 * function allocates: reclaim may wait for the callback.
 */

static bool cache_invalidate(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range,
			     unsigned long cur_seq)
{
	struct cache *cache = container_of(mni, struct cache, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&cache->lock);
	else if (!mutex_trylock(&cache->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	cache_drop(cache, range->start, range->end);
	mutex_unlock(&cache->lock);
	return true;
}

static const struct mmu_interval_notifier_ops cache_ops = {
	.invalidate = cache_invalidate,
};

int cache_add(struct cache *cache, unsigned long addr)
{
	struct cache_line *line;

	mutex_lock(&cache->lock);
	line = kzalloc(sizeof(*line), GFP_KERNEL);
	if (line)
		list_add(&line->node, &cache->lines);
	mutex_unlock(&cache->lock);
	return line ? 0 : -ENOMEM;
}
