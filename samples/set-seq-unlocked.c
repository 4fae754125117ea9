// SPDX-License-Identifier: MIT
/*
 * set-seq-unlocked: the callback sets the sequence before it takes the lock
 * under which the reader checks it.
 */

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range,
			   unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_lock(&mirror->lock);
	mirror_unmap(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};

int mirror_pin(struct mirror *mirror, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&mirror->notifier);
	int ret = 0;

	mirror_lookup(mirror, addr);
	mutex_lock(&mirror->lock);
	if (mmu_interval_read_retry(&mirror->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&mirror->lock);
	return ret;
}
