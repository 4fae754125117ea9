// SPDX-License-Identifier: MIT
// generation: 6.12
// The owner is believed although the event may be of a kind that has none.

static bool at_once(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->owner == mirror->dev) // expect: owner-without-event warning
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
	return true;
}

static bool the_other_way_round(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->owner != mirror->dev) { // expect: owner-without-event warning
		spin_lock(&mirror->lock);
		mmu_interval_set_seq(mni, cur_seq);
		mirror_drop(mirror, range->start, range->end);
		spin_unlock(&mirror->lock);
	}
	return true;
}

static bool only_not_unmap(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event != MMU_NOTIFY_UNMAP && range->owner == mirror->dev) // expect: owner-without-event warning
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool is_mine(struct mirror *mirror, const struct mmu_notifier_range *range)
{
	return range->owner == mirror->dev;
}

static bool in_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (is_mine(mirror, range)) // expect: owner-without-event warning
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool with_or(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE || range->owner == mirror->dev) // expect: owner-without-event warning
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static int list_start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	bool mine = range->owner == mirror->dev;

	if (mine) // expect: owner-without-event warning
		goto out;
	spin_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
out:
	return 0;
}

static const struct mmu_interval_notifier_ops a_ops = { .invalidate = at_once };
static const struct mmu_interval_notifier_ops b_ops = { .invalidate = the_other_way_round };
static const struct mmu_interval_notifier_ops c_ops = { .invalidate = only_not_unmap };
static const struct mmu_interval_notifier_ops d_ops = { .invalidate = in_a_helper };
static const struct mmu_interval_notifier_ops e_ops = { .invalidate = with_or };
static const struct mmu_notifier_ops list_ops = { .invalidate_range_start = list_start };
