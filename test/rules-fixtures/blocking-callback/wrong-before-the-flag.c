// SPDX-License-Identifier: MIT
// generation: 5.0
// In 5.0 and 5.1 the answer was a field of the range.

static int asks(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!range->blockable)
		return -EAGAIN;
	mutex_lock(&mirror->lock);
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

static const struct mmu_notifier_ops asking_ops = { .invalidate_range_start = asks };
static const struct mmu_notifier_ops other_ops = { .invalidate_range_start = does_not_ask };
