// SPDX-License-Identifier: MIT
/*
 * owner-without-event: only MIGRATE and EXCLUSIVE have an owner. For all other
 * kinds the field is what the caller's stack held.
 */

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range,
			      unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->owner == mirror->dev)
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mirror_unmap(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};
