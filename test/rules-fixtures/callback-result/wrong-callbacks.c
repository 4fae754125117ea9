// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that fail where they must not, or in another way than they may.

static int tries_only(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mutex_trylock(&mirror->lock))
		return -EAGAIN; // expect: callback-result error
	mirror_drop(mirror);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int another_error(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror->event = kzalloc(sizeof(*mirror->event), GFP_NOWAIT);
	if (!mirror->event)
		return -ENOMEM; // expect: callback-result error
	return 0;
}

static int one_is_not_zero(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return 1; // expect: callback-result error
	mirror_drop(mirror);
	return 0;
}

static int through_a_variable(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int err = 0;

	if (mirror->busy)
		err = -EBUSY;
	else
		mirror_drop(mirror);
	return err; // expect: callback-result error
}

static int the_wrong_way_round(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: callback-result error
	mirror_drop(mirror);
	return 0;
}

static bool false_when_busy(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (atomic_read(&mirror->busy))
		return false; // expect: callback-result error
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static bool false_for_an_event(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	if (range->event == MMU_NOTIFY_SOFT_DIRTY)
		return false; // expect: callback-result error
	mirror_drop(mirror);
	return true;
}

static bool false_though_blockable(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	if (!mutex_trylock(&mirror->lock))
		return false; // expect: callback-result error
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_notifier_ops tries_only_ops = {
	.invalidate_range_start = tries_only,
};
static const struct mmu_notifier_ops another_error_ops = {
	.invalidate_range_start = another_error,
};
static const struct mmu_notifier_ops one_is_not_zero_ops = {
	.invalidate_range_start = one_is_not_zero,
};
static const struct mmu_notifier_ops through_a_variable_ops = {
	.invalidate_range_start = through_a_variable,
};
static const struct mmu_notifier_ops the_wrong_way_round_ops = {
	.invalidate_range_start = the_wrong_way_round,
};
static const struct mmu_interval_notifier_ops false_when_busy_ops = { .invalidate = false_when_busy };
static const struct mmu_interval_notifier_ops false_for_an_event_ops = { .invalidate = false_for_an_event };
static const struct mmu_interval_notifier_ops false_though_blockable_ops = { .invalidate = false_though_blockable };
