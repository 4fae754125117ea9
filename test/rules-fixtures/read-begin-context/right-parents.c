// SPDX-License-Identifier: MIT
// generation: 6.12
// Under the lock of another object of the same type, which has no notifier of its own.

struct node {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct node *parent;
};

static bool node_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct node *node = container_of(mni, struct node, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&node->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&node->lock);
	return true;
}

static const struct mmu_interval_notifier_ops node_ops = { .invalidate = node_invalidate };

int node_read(struct node *node)
{
	unsigned long seq;
	int ret = 0;

	mutex_lock(&node->parent->lock);
	seq = mmu_interval_read_begin(&node->notifier);
	mutex_lock(&node->lock);
	if (mmu_interval_read_retry(&node->notifier, seq))
		ret = -EAGAIN;
	mutex_unlock(&node->lock);
	mutex_unlock(&node->parent->lock);
	return ret;
}
