// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that fail and keep what they took.

static int between_lock_and_unlock(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (!mmu_notifier_range_blockable(range) && mirror->mapped)
		return -EAGAIN; // expect: lock-kept-on-failure error
	mirror->mapped = false;
	spin_unlock(&mirror->lock);
	return 0;
}

static int tried_and_kept(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return -EAGAIN;
	if (mirror->busy && !mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: lock-kept-on-failure error
	mirror_drop(mirror);
	mutex_unlock(&mirror->mutex);
	return 0;
}

static int one_of_two(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		return 0;
	if (!mutex_trylock(&mirror->mutex))
		return -EAGAIN;
	if (!mutex_trylock(&mirror->tree_mutex))
		return -EAGAIN; // expect: lock-kept-on-failure error
	mirror_drop(mirror);
	mutex_unlock(&mirror->tree_mutex);
	mutex_unlock(&mirror->mutex);
	return 0;
}

static int past_the_unlock(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	int ret = 0;

	read_lock(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range)) {
		ret = -EAGAIN;
		goto out;
	}
	read_unlock(&mirror->lock);
out:
	return ret; // expect: lock-kept-on-failure error
}

static void begin(struct mirror *mirror)
{
	spin_lock(&mirror->lock);
	mirror->invalidating++;
}

static int took_in_a_helper(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	begin(mirror);
	if (mirror->mapped && !mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: lock-kept-on-failure error
	spin_unlock(&mirror->lock);
	return 0;
}

static int inside_rcu(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	struct mirror_page *page;

	rcu_read_lock();
	page = rcu_dereference(mirror->page);
	if (page && !mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: lock-kept-on-failure error
	rcu_read_unlock();
	return 0;
}

static bool an_interval(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range))
		return false; // expect: lock-kept-on-failure error
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_notifier_ops between_ops = { .invalidate_range_start = between_lock_and_unlock };
static const struct mmu_notifier_ops tried_ops = { .invalidate_range_start = tried_and_kept };
static const struct mmu_notifier_ops one_ops = { .invalidate_range_start = one_of_two };
static const struct mmu_notifier_ops past_ops = { .invalidate_range_start = past_the_unlock };
static const struct mmu_notifier_ops helper_ops = { .invalidate_range_start = took_in_a_helper };
static const struct mmu_notifier_ops rcu_ops = { .invalidate_range_start = inside_rcu };
static const struct mmu_interval_notifier_ops interval_ops = { .invalidate = an_interval };
