// SPDX-License-Identifier: MIT
// generation: 6.12
// The callback takes the lock where that can't be seen, and drops it where it can.

struct mirror {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	unsigned long seq;
};

#define MIRROR_ENTER(m, r) (mmu_notifier_range_blockable(r) ? ({ mutex_lock(&(m)->lock); 1; }) : mutex_trylock(&(m)->lock))

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!MIRROR_ENTER(mirror, range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mirror_zap(mirror);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int mirror_commit(struct mirror *mirror)
{
	int ret = 0;

	mutex_lock(&mirror->lock);
	if (mmu_interval_read_retry(&mirror->notifier, mirror->seq))
		ret = -EAGAIN;
	else
		mirror_map(mirror);
	mutex_unlock(&mirror->lock);
	return ret;
}
