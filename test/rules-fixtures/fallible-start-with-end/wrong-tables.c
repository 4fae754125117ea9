// SPDX-License-Identifier: MIT
// generation: 6.12
// Starts that can fail, in tables with an end.

static void mirror_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	mirror_resume(container_of(mn, struct mirror, mn));
}

static int leaves_at_once(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: fallible-start-with-end error
	mutex_lock(&mirror->lock);
	mirror_stop(mirror);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int tries(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return -EAGAIN; // expect: fallible-start-with-end error
	mirror_stop(mirror);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int at_the_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int err = 0;

	if (!mutex_trylock(&mirror->lock))
		err = -EAGAIN;
	else
		mutex_unlock(&mirror->lock);
	return err; // expect: fallible-start-with-end error
}

static int through_a_label(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int err = -EAGAIN;

	if (!mmu_notifier_range_blockable(range))
		goto out;
	mirror_stop(mirror);
	err = 0;
out:
	return err; // expect: fallible-start-with-end error
}

static int another_error(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mirror->dead)
		return -ENODEV; // expect: fallible-start-with-end error
	mirror_stop(mirror);
	return 0;
}

static int in_a_loop(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int i;

	for (i = 0; i < mirror->count; i++) {
		if (mirror->busy[i] && !mmu_notifier_range_blockable(range))
			return -EAGAIN; // expect: fallible-start-with-end error
		mirror_stop_one(mirror, i);
	}
	return 0;
}

static int with_its_lock(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (mirror->mapped && !mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: fallible-start-with-end error
	spin_unlock(&mirror->lock);
	return 0;
}

static const struct mmu_notifier_ops with_its_lock_ops = {
	.invalidate_range_start = with_its_lock,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops leaves_at_once_ops = {
	.invalidate_range_start = leaves_at_once,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops tries_ops = {
	.invalidate_range_start = tries,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops at_the_end_ops = {
	.invalidate_range_start = at_the_end,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops through_a_label_ops = {
	.invalidate_range_start = through_a_label,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops another_error_ops = {
	.invalidate_range_start = another_error,
	.invalidate_range_end = mirror_end,
};
static const struct mmu_notifier_ops in_a_loop_ops = {
	.invalidate_range_start = in_a_loop,
	.invalidate_range_end = mirror_end,
};
