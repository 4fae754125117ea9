// SPDX-License-Identifier: MIT
// generation: 7.0
// First passes of an invalidation fail as the only pass may.

static void mirror_finish(struct mmu_interval_notifier_finish *finish)
{
	mirror_wait(finish);
}

static bool busy_is_no_reason(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq,
			      struct mmu_interval_notifier_finish **finish)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mirror->busy)
		return false; // expect: callback-result error
	mmu_interval_set_seq(mni, cur_seq);
	*finish = &mirror->finish;
	return true;
}

static const struct mmu_interval_notifier_ops busy_ops = { .invalidate_start = busy_is_no_reason, .invalidate_finish = mirror_finish };
