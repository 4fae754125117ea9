// SPDX-License-Identifier: MIT
// generation: 5.14
// Tables of which the preprocessor decides: each alternative that the tree can have counts.

static int asks_too_late(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 1, 0)
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int does_not_ask(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static bool nor_does_this(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_notifier_ops conditional_ops = {
	.release = mirror_release,
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
	.invalidate_range_start = mirror_start_of_old,
#elif defined(CONFIG_MIRROR_LATE)
	.invalidate_range_start = asks_too_late,
#else
	.invalidate_range_start = does_not_ask,
#endif
};

static const struct mmu_interval_notifier_ops interval_ops = {
#ifdef CONFIG_MIRROR_INTERVALS
	.invalidate = nor_does_this,
#endif
};
