// SPDX-License-Identifier: MIT
// generation: 7.0
// The allocators that take a type or a variable, with flags that do not wait; and locks in objects that nobody else has yet.

static void part_free(struct part *part)
{
	mutex_lock(&part->busy);
	mutex_unlock(&part->busy);
	kfree(part);
}

static struct part *part_new(gfp_t gfp)
{
	struct part *part = kzalloc_obj(*part, GFP_NOWAIT);

	if (!part)
		return NULL;
	mutex_init(&part->busy);
	return part;
}

static int parts_split(struct mirror *mirror, bool upper, struct part **made)
{
	if (upper)
		*made = part_new(mirror->upper);
	else
		*made = part_new(mirror->lower);
	if (!*made)
		return -ENOMEM;
	if (mirror->full) {
		part_free(*made);
		*made = NULL;
		return -ENOSPC;
	}
	return 0;
}

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	struct part *part = NULL;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	if (parts_split(mirror, range->start > mirror->middle, &part) == 0)
		list_add(&part->node, &mirror->parts);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int part_fill(struct part *part)
{
	mutex_lock(&part->busy);
	part->map = kzalloc_obj(*part->map);
	mutex_unlock(&part->busy);
	return part->map ? 0 : -ENOMEM;
}

int mirror_add(struct mirror *mirror, int count)
{
	struct mirror_page *page;

	mutex_lock(&mirror->lock);
	page = kvzalloc_objs(*page, count, GFP_NOWAIT | __GFP_NOWARN);
	if (page)
		list_add(&page->node, &mirror->pages);
	mutex_unlock(&mirror->lock);
	return page ? 0 : -ENOMEM;
}
