// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that allocate with direct reclaim where they may sleep.

static bool blockable_is_no_excuse(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kzalloc(sizeof(*mirror->event), GFP_KERNEL); // expect: reclaim-in-callback error
	return true;
}

static bool nofs_does_not_help(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	unsigned int flags;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	flags = memalloc_nofs_save();
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_NOIO | __GFP_ZERO); // expect: reclaim-in-callback error
	memalloc_nofs_restore(flags);
	return true;
}

static bool the_scope_has_ended(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	unsigned int flags;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	flags = memalloc_noreclaim_save();
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL);
	memalloc_noreclaim_restore(flags);
	if (!mirror->event)
		mirror->event = kmalloc(sizeof(*mirror->event), GFP_NOFS); // expect: reclaim-in-callback error
	return true;
}

static struct mirror_event *make_event(struct mirror *mirror, gfp_t gfp)
{
	struct mirror_event *event = kmem_cache_alloc(mirror->cache, gfp);

	if (event)
		event->mirror = mirror;
	return event;
}

static void tell(struct mirror *mirror)
{
	struct mirror_event *event = make_event(mirror, GFP_KERNEL);

	if (event)
		list_add(&event->node, &mirror->events);
}

static int two_levels_down(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	tell(mirror); // expect: reclaim-in-callback error
	return 0;
}

static void an_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		xa_store(&mirror->pages, range->start, mirror, GFP_KERNEL); // expect: reclaim-in-callback error
}

static int under_its_lock(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return -EAGAIN;
	if (mmu_notifier_range_blockable(range))
		mirror->event = kzalloc(sizeof(*mirror->event), GFP_KERNEL); // expect: reclaim-in-callback error
	mutex_unlock(&mirror->mutex);
	return 0;
}

static const struct mmu_interval_notifier_ops blockable_ops = { .invalidate = blockable_is_no_excuse };
static const struct mmu_interval_notifier_ops nofs_ops = { .invalidate = nofs_does_not_help };
static const struct mmu_interval_notifier_ops scope_ops = { .invalidate = the_scope_has_ended };
static const struct mmu_notifier_ops levels_ops = { .invalidate_range_start = two_levels_down };
static const struct mmu_notifier_ops end_ops = { .invalidate_range_end = an_end };
static const struct mmu_notifier_ops lock_ops = { .invalidate_range_start = under_its_lock };
