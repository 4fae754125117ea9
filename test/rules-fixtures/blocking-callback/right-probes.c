// SPDX-License-Identifier: MIT
// generation: 5.14
// Drivers whose build looks for what the kernel has: what this tree has was found.

static int asks_where_it_can(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#ifdef HAVE_RANGE_BLOCKABLE
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int asks_unless_it_is_old(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#if !defined(MIRROR_OLD_KERNEL)
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#else
	mirror_note(mirror);
#endif
	mutex_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static const struct mmu_notifier_ops one_ops = { .invalidate_range_start = asks_where_it_can };
static const struct mmu_notifier_ops other_ops = { .invalidate_range_start = asks_unless_it_is_old };
