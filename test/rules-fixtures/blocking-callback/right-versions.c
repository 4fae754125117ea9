// SPDX-License-Identifier: MIT
// generation: 5.14
// Drivers outside the tree that serve several kernels: what is for kernels older than this tree's API is not what it runs.

static int asks_as_the_kernel_does(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(5, 0, 0)
	if (!range->blockable)
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int asks_from_one_kernel_to_the_next(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#if KERNEL_VERSION(6, 0, 0) > LINUX_VERSION_CODE
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 0, 0)
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 19, 0)
static void of_old(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mutex_lock(&mirror->lock);
	mirror_drop(mirror, start, end);
	mutex_unlock(&mirror->lock);
}

static const struct mmu_notifier_ops old_ops = { .invalidate_range_start = of_old };
#endif

static const struct mmu_notifier_ops one_ops = {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 19, 0)
	.invalidate_range_start = asks_as_the_kernel_does,
#else
	.invalidate_range_start = of_old,
#endif
};
static const struct mmu_notifier_ops other_ops = {
	.invalidate_range_start = asks_from_one_kernel_to_the_next,
#ifdef CONFIG_MIRROR_AGE
	.clear_young = mirror_age,
#endif
};
