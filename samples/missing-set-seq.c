// SPDX-License-Identifier: MIT
/*
 * missing-set-seq: while the mirror is idle the sequence is not set, and a
 * reader that is filling it just then is not told to start over.
 */

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range,
			      unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->lock);
	if (mirror->is_busy) {
		mmu_interval_set_seq(mni, cur_seq);
		mirror_unmap(mirror, range->start, range->end);
	}
	spin_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};
