// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that fail with nothing held, or hold something when they do not fail.

static int dropped_first(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (!mmu_notifier_range_blockable(range) && mirror->mapped) {
		spin_unlock(&mirror->lock);
		return -EAGAIN;
	}
	spin_unlock(&mirror->lock);
	return 0;
}

static int the_try_failed(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return -EAGAIN;
	mirror_drop(mirror);
	mutex_unlock(&mirror->mutex);
	return 0;
}

static int one_way_out(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	int ret = 0;

	read_lock(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range)) {
		ret = -EAGAIN;
		goto out;
	}
	mirror->generation++;
out:
	read_unlock(&mirror->lock);
	return ret;
}

static int let_go(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range)) {
		mirror_unlock(mirror);
		return -EAGAIN;
	}
	spin_unlock(&mirror->lock);
	return 0;
}

static int guarded(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	guard(spinlock)(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mirror->generation++;
	return 0;
}

static int held_until_the_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	down_read(&mirror->rwsem);
	return 0;
}

static bool an_interval(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->mutex);
	return true;
}

static const struct mmu_notifier_ops dropped_ops = { .invalidate_range_start = dropped_first };
static const struct mmu_notifier_ops try_ops = { .invalidate_range_start = the_try_failed };
static const struct mmu_notifier_ops way_ops = { .invalidate_range_start = one_way_out };
static const struct mmu_notifier_ops let_go_ops = { .invalidate_range_start = let_go };
static const struct mmu_notifier_ops guarded_ops = { .invalidate_range_start = guarded };
static const struct mmu_notifier_ops held_ops = { .invalidate_range_start = held_until_the_end };
static const struct mmu_interval_notifier_ops interval_ops = { .invalidate = an_interval };
