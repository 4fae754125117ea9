// SPDX-License-Identifier: MIT
// generation: 6.12
// Nobody goes by the sequence: pages are pinned, and a read side that is opened is only a wait.

static int map_pages(struct mirror *mirror)
{
	/* Until running invalidations are over */
	mmu_interval_read_begin(&mirror->notifier);
	return mirror_map(mirror);
}

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };
