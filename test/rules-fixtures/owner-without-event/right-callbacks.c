// SPDX-License-Identifier: MIT
// generation: 6.12
// The owner is believed of events only that have one, in whatever order that is asked.

static void drop(struct mirror *mirror, struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
}

static bool event_first(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == mirror->dev)
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool owner_first(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->owner == mirror->dev && range->event == MMU_NOTIFY_EXCLUSIVE)
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool either_kind(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if ((range->event == MMU_NOTIFY_MIGRATE || range->event == MMU_NOTIFY_EXCLUSIVE) && range->owner == mirror->dev)
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool by_switch(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	switch (range->event) {
	case MMU_NOTIFY_MIGRATE:
	case MMU_NOTIFY_EXCLUSIVE:
		if (range->owner == mirror->dev)
			return true;
		break;
	default:
		break;
	}
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool switch_behind(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->owner == mirror->dev) {
		switch (range->event) {
		case MMU_NOTIFY_MIGRATE:
			return true;
		default:
			mirror->foreign++;
		}
	}
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool is_mine(struct mirror *mirror, const struct mmu_notifier_range *range)
{
	if (range->event != MMU_NOTIFY_MIGRATE)
		return false;
	return range->owner == mirror->dev;
}

static bool in_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (is_mine(mirror, range))
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool kept_in_variables(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	bool same = range->owner == mirror->dev;
	bool mine = range->event == MMU_NOTIFY_MIGRATE && same;

	if (!mine)
		drop(mirror, mni, range, cur_seq);
	return true;
}

/* Which kinds it lets through can't be seen. */
static bool asks_elsewhere(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror_has_owner(range->event) && range->owner == mirror->dev)
		return true;
	if (range->event >= MMU_NOTIFY_MIGRATE && range->owner == mirror->other)
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static bool by_mask(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if ((BIT(range->event) & (BIT(MMU_NOTIFY_MIGRATE) | BIT(MMU_NOTIFY_EXCLUSIVE))) && range->owner == mirror->dev)
		return true;
	drop(mirror, mni, range, cur_seq);
	return true;
}

/* Something else of that name. */
static bool other_owner(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror->owner == current)
		mirror->own++;
	drop(mirror, mni, range, cur_seq);
	return true;
}

static const struct mmu_interval_notifier_ops a_ops = { .invalidate = event_first };
static const struct mmu_interval_notifier_ops b_ops = { .invalidate = owner_first };
static const struct mmu_interval_notifier_ops c_ops = { .invalidate = either_kind };
static const struct mmu_interval_notifier_ops d_ops = { .invalidate = by_switch };
static const struct mmu_interval_notifier_ops e_ops = { .invalidate = switch_behind };
static const struct mmu_interval_notifier_ops f_ops = { .invalidate = in_a_helper };
static const struct mmu_interval_notifier_ops g_ops = { .invalidate = kept_in_variables };
static const struct mmu_interval_notifier_ops h_ops = { .invalidate = asks_elsewhere };
static const struct mmu_interval_notifier_ops i_ops = { .invalidate = other_owner };
static const struct mmu_interval_notifier_ops j_ops = { .invalidate = by_mask };
