// SPDX-License-Identifier: MIT
// generation: 7.0
// What allocates besides the allocators themselves, under a lock that a callback takes.

struct pool {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct maple_tree tree;
};

static bool pool_invalidate(struct mmu_interval_notifier *notifier, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct pool *pool = container_of(notifier, struct pool, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&pool->lock);
	mmu_interval_set_seq(notifier, seq);
	mutex_unlock(&pool->lock);
	return true;
}

static const struct mmu_interval_notifier_ops pool_ops = {
	.invalidate = pool_invalidate,
};

int pool_insert(struct pool *pool, unsigned long first, unsigned long last, void *entry)
{
	int ret;

	mutex_lock(&pool->lock);
	ret = mtree_insert_range(&pool->tree, first, last, entry, GFP_KERNEL); // expect: reclaim-in-callback error
	mutex_unlock(&pool->lock);
	return ret;
}

int pool_map(struct pool *pool, struct iommu_domain *domain, unsigned long iova, phys_addr_t at)
{
	int ret;

	mutex_lock(&pool->lock);
	ret = iommu_map(domain, iova, at, PAGE_SIZE, IOMMU_READ, GFP_KERNEL); // expect: reclaim-in-callback error
	mutex_unlock(&pool->lock);
	return ret;
}

int pool_map_at_once(struct pool *pool, struct iommu_domain *domain, unsigned long iova, phys_addr_t at)
{
	int ret;

	mutex_lock(&pool->lock);
	ret = iommu_map(domain, iova, at, PAGE_SIZE, IOMMU_READ, GFP_ATOMIC);
	if (!ret)
		ret = mtree_insert(&pool->tree, iova, pool, GFP_NOWAIT);
	mutex_unlock(&pool->lock);
	return ret;
}

int pool_take(struct pool *pool, const void __user *from)
{
	void *copy;

	mutex_lock(&pool->lock);
	copy = memdup_user(from, 64); // expect: callback-deadlock error
	mutex_unlock(&pool->lock);
	return pool_use(pool, copy);
}
