// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that sleep on a path that has not found the range to be blockable.

static bool sleeps_at_once(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return true;
}

static void third_level(struct mirror *mirror)
{
	down_write(&mirror->sem);
	mirror->stale = true;
	up_write(&mirror->sem);
}

static int second_level(struct mirror *mirror)
{
	if (!mirror->active)
		return 0;
	third_level(mirror);
	return 1;
}

static void first_level(struct mirror *mirror)
{
	if (second_level(mirror))
		mirror_kick(mirror);
}

static bool sleeps_three_levels_down(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->seq_lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->seq_lock);
	first_level(mirror); // expect: blocking-callback error
	return true;
}

static bool asks_too_late(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	wait_for_completion(&mirror->idle); // expect: blocking-callback error
	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static bool asks_the_wrong_way_round(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range)) {
		if (!mutex_trylock(&mirror->lock))
			return false; // expect: callback-result error
	} else {
		mutex_lock(&mirror->lock); // expect: blocking-callback error
	}
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

static void flush_mirror(struct mirror *mirror, bool may_block)
{
	if (may_block)
		mirror_flush_all(mirror);
	flush_work(&mirror->work);
}

static int passes_it_on_in_vain(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	flush_mirror(mirror, mmu_notifier_range_blockable(range)); // expect: blocking-callback error
	return 0;
}

static void ends_with_an_allocation(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror->event = kzalloc(sizeof(*mirror->event), GFP_KERNEL | __GFP_NOWARN); // expect: blocking-callback error
}

static bool guards(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	scoped_guard(mutex, &mirror->lock) { // expect: blocking-callback error
		mmu_interval_set_seq(mni, cur_seq);
	}
	return true;
}

static bool for_one_event_only(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event != MMU_NOTIFY_UNMAP)
		return true;
	mutex_lock(&mirror->lock); // expect: blocking-callback info
	mirror_forget(mirror);
	mutex_unlock(&mirror->lock);
	return true;
}

static bool for_all_but_one(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_RELEASE)
		return true;
	switch (range->event) {
	case MMU_NOTIFY_UNMAP:
		mutex_lock(&mirror->lock); // expect?: blocking-callback
		mirror_forget(mirror);
		mutex_unlock(&mirror->lock);
		break;
	default:
		mutex_lock(&mirror->lock); // expect: blocking-callback error
		mirror_evict(mirror);
		mutex_unlock(&mirror->lock);
	}
	return true;
}

static const struct mmu_interval_notifier_ops at_once_ops = { .invalidate = sleeps_at_once };
static const struct mmu_interval_notifier_ops levels_ops = {
	.invalidate = sleeps_three_levels_down,
};
static const struct mmu_interval_notifier_ops late_ops = { .invalidate = asks_too_late };
const struct mmu_interval_notifier_ops wrong_way_ops = { .invalidate = &asks_the_wrong_way_round };
static const struct mmu_interval_notifier_ops guard_ops = { .invalidate = guards };
static const struct mmu_interval_notifier_ops one_event_ops = { .invalidate = for_one_event_only };
static const struct mmu_interval_notifier_ops but_one_ops = { .invalidate = for_all_but_one };
static const struct mmu_notifier_ops list_ops = {
	.invalidate_range_start = passes_it_on_in_vain,
	.invalidate_range_end	= ends_with_an_allocation,
};
