// SPDX-License-Identifier: MIT
// generation: 6.12
// Both sides hold the lock for reading.

struct mirror {
	struct mmu_interval_notifier notifier;
	struct rw_semaphore sem;
	unsigned long seq;
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	down_read(&mirror->sem);
	mmu_interval_set_seq(mni, cur_seq);
	mirror_zap(mirror);
	up_read(&mirror->sem);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int mirror_commit(struct mirror *mirror)
{
	int ret = 0;

	down_read(&mirror->sem);
	if (mmu_interval_read_retry(&mirror->notifier, mirror->seq)) // expect: set-seq-unlocked warning
		ret = -EAGAIN;
	else
		mirror_map(mirror);
	up_read(&mirror->sem);
	return ret;
}
