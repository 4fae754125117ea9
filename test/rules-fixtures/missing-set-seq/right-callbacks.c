// SPDX-License-Identifier: MIT
// generation: 6.12
// The sequence is set on every path that is the subscriber's business.

static bool first_thing(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	if (!mirror->bound) {
		spin_unlock(&mirror->lock);
		return true;
	}
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
	return true;
}

static bool by_owner(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == mirror->dev)
		return true;
	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->mutex);
	return true;
}

static bool only_unmap(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_UNMAP) {
		spin_lock(&mirror->lock);
		mmu_interval_set_seq(mni, cur_seq);
		spin_unlock(&mirror->lock);
	}
	return true;
}

static bool released(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_RELEASE)
		return true;
	if (!mmget_not_zero(mni->mm))
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	mmput_async(mni->mm);
	return true;
}

static bool is_mine(struct mirror *mirror, const struct mmu_notifier_range *range)
{
	switch (range->event) {
	case MMU_NOTIFY_MIGRATE:
	case MMU_NOTIFY_EXCLUSIVE:
		return range->owner == mirror->dev;
	default:
		return false;
	}
}

static bool filter_in_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (is_mine(mirror, range))
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool filter_out_of_sight(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror_ignores(mirror, range))
		return true;
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

/* Somebody else sets it. */
static bool hands_it_on(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror->simple) {
		spin_lock(&mirror->lock);
		mmu_interval_set_seq(mni, cur_seq);
		spin_unlock(&mirror->lock);
		return true;
	}
	mirror_evict(mni, cur_seq, mirror);
	return true;
}

struct zap {
	struct mirror *mirror;
	unsigned long seq;
};

static bool in_a_structure(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct zap zap = { .mirror = container_of(mni, struct mirror, notifier), .seq = cur_seq };

	if (zap.mirror->simple)
		mmu_interval_set_seq(mni, cur_seq);
	else
		mirror_zap(&zap);
	return true;
}

static void note_invalidation(struct mmu_interval_notifier *mni, unsigned long seq)
{
	mmu_interval_set_seq(mni, seq);
}

static bool in_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	note_invalidation(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool fails_before(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	bool done = false;

	if (!mmu_notifier_range_blockable(range))
		return done;
	mutex_lock(&mirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->mutex);
	return true;
}

static const struct mmu_interval_notifier_ops a_ops = { .invalidate = first_thing };
static const struct mmu_interval_notifier_ops b_ops = { .invalidate = by_owner };
static const struct mmu_interval_notifier_ops c_ops = { .invalidate = only_unmap };
static const struct mmu_interval_notifier_ops d_ops = { .invalidate = released };
static const struct mmu_interval_notifier_ops e_ops = { .invalidate = filter_in_a_helper };
static const struct mmu_interval_notifier_ops f_ops = { .invalidate = filter_out_of_sight };
static const struct mmu_interval_notifier_ops g_ops = { .invalidate = hands_it_on };
static const struct mmu_interval_notifier_ops h_ops = { .invalidate = in_a_structure };
static const struct mmu_interval_notifier_ops i_ops = { .invalidate = in_a_helper };
static const struct mmu_interval_notifier_ops j_ops = { .invalidate = fails_before };
