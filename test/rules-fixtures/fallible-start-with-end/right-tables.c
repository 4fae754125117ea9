// SPDX-License-Identifier: MIT
// generation: 6.12
// Starts that can't fail, as far as can be seen, and starts that can, alone.

static void mirror_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	mirror_resume(container_of(mn, struct mirror, mn));
}

static int counts(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	atomic_inc(&mirror->open);
	return 0;
}

static int skips(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mirror->active)
		return 0;
	mirror_stop(mirror);
	return 0;
}

static int hands_it_on(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	return mirror_stop(mirror);
}

static int forgets_the_error(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int err = 0;

	if (!mirror->active)
		err = -EINVAL;
	if (err)
		mirror_complain(mirror);
	return 0;
}

static int leaves_at_once(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mutex_lock(&mirror->lock);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int tries(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return -EAGAIN;
	mutex_unlock(&mirror->lock);
	return 0;
}

static const struct mmu_notifier_ops counts_ops = {
	.invalidate_range_start = counts,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops skips_ops = {
	.invalidate_range_start = skips,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops hands_it_on_ops = {
	.invalidate_range_start = hands_it_on,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops forgets_the_error_ops = {
	.invalidate_range_start = forgets_the_error,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops leaves_at_once_ops = {
	.invalidate_range_start = leaves_at_once,
};
static const struct mmu_notifier_ops tries_ops = {
	.invalidate_range_start = tries,
};
