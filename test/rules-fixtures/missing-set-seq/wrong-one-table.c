// SPDX-License-Identifier: MIT
// generation: 6.12
// One table, and readers that check a notifier through a pointer.

static bool check(struct hmm_range *range)
{
	return mmu_interval_read_retry(range->notifier, range->notifier_seq);
}

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return true; // expect: missing-set-seq error
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };
