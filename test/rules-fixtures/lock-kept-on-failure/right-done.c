// SPDX-License-Identifier: MIT
// generation: 7.0
// Callbacks that did what they were called for, and hold nothing, or what somebody drops.

static int until_the_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (range->end <= mirror->start) {
		spin_unlock(&mirror->lock);
		return 0;
	}
	mirror->locked = true;
	return 0;
}

static void the_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mirror->locked)
		return;
	mirror->locked = false;
	spin_unlock(&mirror->lock);
}

static bool until_the_second_pass(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq, struct mmu_interval_notifier_finish **finish)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	if (!mirror->mapped) {
		mutex_unlock(&mirror->mutex);
		return true;
	}
	*finish = &mirror->finish;
	return true;
}

static void the_second_pass(struct mmu_interval_notifier_finish *finish)
{
	struct mirror *mirror = container_of(finish, struct mirror, finish);

	mutex_unlock(&mirror->mutex);
}

static bool only_where_it_took_it(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	bool locked = false;

	if (mirror->needs_lock) {
		spin_lock(&mirror->lock);
		locked = true;
	}
	mmu_interval_set_seq(mni, cur_seq);
	if (locked)
		spin_unlock(&mirror->lock);
	return true;
}

static bool asked_twice(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror->shared)
		spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	if (mirror->shared)
		spin_unlock(&mirror->lock);
	return true;
}

static void mirror_done(struct mirror *mirror)
{
	mirror->generation++;
	spin_unlock(&mirror->lock);
}

static bool dropped_in_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	if (mirror->mapped) {
		mirror_done(mirror);
		return true;
	}
	spin_unlock(&mirror->lock);
	return true;
}

/* It may drop what it is given a way to. */
static bool handed_over(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	if (mirror->mapped) {
		mirror_finish_async(mirror);
		return true;
	}
	mutex_unlock(&mirror->mutex);
	return true;
}

/* Whoever is done with the pages drops it, in another task. */
static bool read_until_done(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	down_read(&mirror->sem);
	mmu_interval_set_seq(mni, cur_seq);
	if (mirror->mapped) {
		queue_work(mirror_wq, &mirror->work);
		return true;
	}
	up_read(&mirror->sem);
	return true;
}

static bool by_a_guard(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	guard(spinlock)(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	if (!mirror->mapped)
		return true;
	mirror->mapped = false;
	return true;
}

static const struct mmu_notifier_ops end_ops = { .invalidate_range_start = until_the_end, .invalidate_range_end = the_end };
static const struct mmu_interval_notifier_ops pass_ops = { .invalidate_start = until_the_second_pass, .invalidate_finish = the_second_pass };
static const struct mmu_interval_notifier_ops took_ops = { .invalidate = only_where_it_took_it };
static const struct mmu_interval_notifier_ops twice_ops = { .invalidate = asked_twice };
static const struct mmu_interval_notifier_ops helper_ops = { .invalidate = dropped_in_a_helper };
static const struct mmu_interval_notifier_ops over_ops = { .invalidate = handed_over };
static const struct mmu_interval_notifier_ops done_ops = { .invalidate = read_until_done };
static const struct mmu_interval_notifier_ops guard_ops = { .invalidate = by_a_guard };
