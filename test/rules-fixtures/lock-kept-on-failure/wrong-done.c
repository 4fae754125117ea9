// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that did what they were called for, and keep what they took on one of their ways out.

static bool nothing_mapped(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->mutex);
	else if (!mutex_trylock(&mirror->mutex))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	if (!mirror->mapped)
		return true; // expect: lock-kept-on-failure error
	mirror->mapped = false;
	mutex_unlock(&mirror->mutex);
	return true;
}

static bool inner_lock(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_lock(&mirror->tree_lock);
	if (mirror->generation == cur_seq)
		goto out;
	mirror->generation = cur_seq;
	spin_unlock(&mirror->tree_lock);
out:
	spin_unlock(&mirror->lock);
	return true; // expect: lock-kept-on-failure error
}

static int a_start_alone(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (range->end <= mirror->start)
		return 0; // expect: lock-kept-on-failure error
	mirror->generation++;
	spin_unlock(&mirror->lock);
	return 0;
}

static void an_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	spin_lock(&mirror->lock);
	if (--mirror->count)
		return; // expect: lock-kept-on-failure error
	wake_up(&mirror->wait);
	spin_unlock(&mirror->lock);
}

static const struct mmu_interval_notifier_ops mapped_ops = { .invalidate = nothing_mapped };
static const struct mmu_interval_notifier_ops inner_ops = { .invalidate = inner_lock };
static const struct mmu_notifier_ops start_ops = { .invalidate_range_start = a_start_alone };
static const struct mmu_notifier_ops end_ops = { .invalidate_range_end = an_end };
