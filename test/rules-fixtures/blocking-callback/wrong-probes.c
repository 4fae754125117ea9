// SPDX-License-Identifier: MIT
// generation: 5.14
// What the file or the configuration decides is no question to the kernel.

static int asks_if_configured(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#ifdef CONFIG_MIRROR_CAREFUL
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

#ifdef CONFIG_MIRROR_CAREFUL
#define MIRROR_CAREFUL 1
#endif

static int asks_if_defined_here(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#ifdef MIRROR_CAREFUL
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
#endif
	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int asks_one_half(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

#ifdef HAVE_RANGE_BLOCKABLE
	if (!mmu_notifier_range_blockable(range))
		mirror_note(mirror);
#endif
	mutex_lock(&mirror->lock); // expect: blocking-callback error
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return 0;
}

static const struct mmu_notifier_ops one_ops = { .invalidate_range_start = asks_if_configured };
static const struct mmu_notifier_ops other_ops = { .invalidate_range_start = asks_if_defined_here };
static const struct mmu_notifier_ops third_ops = { .invalidate_range_start = asks_one_half };
