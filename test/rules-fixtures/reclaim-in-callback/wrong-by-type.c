// SPDX-License-Identifier: MIT
// generation: 7.0
// The allocators that take a type or a variable, and GFP_KERNEL where no flags are given (include/linux/slab.h, since 7.0).

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kzalloc_obj(struct mirror_event); // expect: reclaim-in-callback error
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int mirror_add(struct mirror *mirror, int count)
{
	struct mirror_page *page;

	mutex_lock(&mirror->lock);
	page = kvzalloc_objs(*page, count); // expect: reclaim-in-callback error
	if (page)
		list_add(&page->node, &mirror->pages);
	mutex_unlock(&mirror->lock);
	return page ? 0 : -ENOMEM;
}

int mirror_add_flexible(struct mirror *mirror, int count)
{
	struct mirror_table *table;

	mutex_lock(&mirror->lock);
	table = kmalloc_flex(*table, entries, count, GFP_NOFS); // expect: reclaim-in-callback error
	if (table)
		mirror->table = table;
	mutex_unlock(&mirror->lock);
	return table ? 0 : -ENOMEM;
}
