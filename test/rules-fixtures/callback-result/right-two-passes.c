// SPDX-License-Identifier: MIT
// generation: 7.0
// A first pass may fail where it would have to sleep and must not.

static void mirror_finish(struct mmu_interval_notifier_finish *finish)
{
	mirror_wait(finish);
}

static bool where_it_must_not_sleep(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq,
				    struct mmu_interval_notifier_finish **finish)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	*finish = &mirror->finish;
	return true;
}

static const struct mmu_interval_notifier_ops sleep_ops = { .invalidate_start = where_it_must_not_sleep, .invalidate_finish = mirror_finish };
