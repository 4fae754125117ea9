// SPDX-License-Identifier: MIT
// generation: 5.9
// The owner's name up to 5.13.

static bool at_once(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->migrate_pgmap_owner == mirror->dev) // expect: owner-without-event warning
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool asked(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->migrate_pgmap_owner == mirror->dev)
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops a_ops = { .invalidate = at_once };
static const struct mmu_interval_notifier_ops b_ops = { .invalidate = asked };
