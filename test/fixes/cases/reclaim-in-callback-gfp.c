// generation: 6.10
static bool cache_invalidate(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range,
			     unsigned long cur_seq)
{
	struct cache *cache = container_of(mni, struct cache, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	if (mmu_notifier_range_blockable(range))
		cache->event = kzalloc(sizeof(*cache->event), GFP_KERNEL);
	return true;
}

static const struct mmu_interval_notifier_ops cache_ops = {
	.invalidate = cache_invalidate,
};
// --- Allocate with GFP_NOWAIT: without waiting for memory
static bool cache_invalidate(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range,
			     unsigned long cur_seq)
{
	struct cache *cache = container_of(mni, struct cache, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	if (mmu_notifier_range_blockable(range))
		cache->event = kzalloc(sizeof(*cache->event), GFP_NOWAIT);
	return true;
}

static const struct mmu_interval_notifier_ops cache_ops = {
	.invalidate = cache_invalidate,
};
