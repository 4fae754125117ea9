// SPDX-License-Identifier: MIT
/*
 * lock-kept-on-failure: a start that fails must have dropped what it took,
 * because nothing else is called for this range.
 */

static int viewer_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct viewer *viewer = container_of(mn, struct viewer, mn);

	spin_lock(&viewer->lock);
	if (viewer->pinned && !mmu_notifier_range_blockable(range))
		return -EAGAIN;
	viewer->valid = false;
	spin_unlock(&viewer->lock);
	return 0;
}

static const struct mmu_notifier_ops viewer_ops = {
	.invalidate_range_start = viewer_start,
};
