// SPDX-License-Identifier: MIT
// generation: 6.12
// The callback waits for the lock of an array, and it is not that array that something is stored in.

struct table {
	struct mmu_interval_notifier notifier;
	struct xarray children;
	struct xarray others;
};

static bool table_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct table *table = container_of(mni, struct table, notifier);

	xa_lock(&table->children);
	mmu_interval_set_seq(mni, seq);
	__xa_erase(&table->children, range->start >> PAGE_SHIFT);
	xa_unlock(&table->children);
	return true;
}

static const struct mmu_interval_notifier_ops table_ops = {
	.invalidate = table_invalidate,
};

static void *adds(struct table *table, unsigned long index, void *child)
{
	void *other;

	xa_lock(&table->children);
	other = __xa_cmpxchg(&table->others, index, NULL, child, GFP_KERNEL); // expect: reclaim-in-callback error
	xa_unlock(&table->children);
	return other;
}
