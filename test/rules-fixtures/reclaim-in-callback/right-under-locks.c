// SPDX-License-Identifier: MIT
// generation: 6.12
// Allocations beside the locks that callbacks wait for.

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	if (mutex_trylock(&mirror->tried)) {
		mirror->count++;
		mutex_unlock(&mirror->tried);
	}
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int before_it(struct mirror *mirror)
{
	struct mirror_page *page = kzalloc(sizeof(*page), GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	mutex_lock(&mirror->lock);
	list_add(&page->node, &mirror->pages);
	mutex_unlock(&mirror->lock);
	return 0;
}

int without_waiting(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_NOWAIT);
	mutex_unlock(&mirror->lock);
	return 0;
}

int after_it(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror->count++;
	mutex_unlock(&mirror->lock);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	return 0;
}

int under_another_ones(struct lens *lens)
{
	mutex_lock(&lens->lock);
	lens->page = kzalloc(sizeof(*lens->page), GFP_KERNEL);
	mutex_unlock(&lens->lock);
	return 0;
}

int under_another(struct mirror *mirror)
{
	mutex_lock(&mirror->config);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	mutex_unlock(&mirror->config);
	return 0;
}

int under_one_that_is_tried(struct mirror *mirror)
{
	mutex_lock(&mirror->tried);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	mutex_unlock(&mirror->tried);
	return 0;
}

int when_it_could_not_be_taken(struct mirror *mirror)
{
	if (mutex_trylock(&mirror->lock)) {
		mirror->count++;
		mutex_unlock(&mirror->lock);
	} else {
		mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	}
	return 0;
}

int dropped_for_it(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	if (!mirror->page) {
		mirror_let_go(mirror, true);
		mutex_unlock(&mirror->lock);
		mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
		mutex_lock(&mirror->lock);
	}
	mutex_unlock(&mirror->lock);
	return 0;
}

int in_a_scope(struct mirror *mirror)
{
	unsigned int flags;

	mutex_lock(&mirror->lock);
	flags = memalloc_noreclaim_save();
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	memalloc_noreclaim_restore(flags);
	mutex_unlock(&mirror->lock);
	return 0;
}

/* Its own author says that it is of another class: one of these never waits for one of those. */
int under_one_of_another_class(struct mirror *mirror)
{
	mutex_lock_nested(&mirror->lock, MIRROR_FILLING);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL);
	mutex_unlock(&mirror->lock);
	return 0;
}
