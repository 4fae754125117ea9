// SPDX-License-Identifier: MIT
// generation: 6.12
// The sequence is not set on every path, although readers go by it.

static bool only_if_active(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	if (mirror->active)
		mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	spin_unlock(&mirror->lock);
	return true; // expect: missing-set-seq error
}

static bool leaves_early(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mirror->bound)
		return true; // expect: missing-set-seq error
	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->mutex);
	return true;
}

static void note_invalidation(struct mirror *mirror, struct mmu_interval_notifier *mni, unsigned long seq)
{
	if (mirror->count > 0)
		mmu_interval_set_seq(mni, seq);
}

static bool a_helper_decides(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	note_invalidation(mirror, mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true; // expect: missing-set-seq error
}

/* The filter is right, and the condition behind it is not. */
static bool behind_a_filter(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == mirror->dev)
		return true;
	spin_lock(&mirror->lock);
	if (range->start < mirror->end)
		mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true; // expect: missing-set-seq error
}

static bool sleeps_before(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mutex_lock(&mirror->mutex); // expect: blocking-callback error
	switch (mirror->state) {
	case MIRROR_IDLE:
		break;
	default:
		mmu_interval_set_seq(mni, cur_seq);
	}
	mutex_unlock(&mirror->mutex);
	return true; // expect: missing-set-seq error
}

static bool others_switch(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (READ_ONCE(mirror->process->is_restored))
		return true; // expect: missing-set-seq info
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static bool mirror_is_on;

static bool driver_switch(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mirror_is_on)
		return true; // expect: missing-set-seq info
	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops a_ops = { .invalidate = only_if_active };
static const struct mmu_interval_notifier_ops b_ops = { .invalidate = leaves_early };
static const struct mmu_interval_notifier_ops c_ops = { .invalidate = a_helper_decides };
static const struct mmu_interval_notifier_ops d_ops = { .invalidate = behind_a_filter };
static const struct mmu_interval_notifier_ops e_ops = { .invalidate = sleeps_before };
static const struct mmu_interval_notifier_ops f_ops = { .invalidate = driver_switch };
static const struct mmu_interval_notifier_ops g_ops = { .invalidate = others_switch };
