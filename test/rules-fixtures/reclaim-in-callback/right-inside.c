// SPDX-License-Identifier: MIT
// generation: 7.0
// Locks of one name, in structures that lie side by side or are only pointed to.

struct engine {
	struct mutex lock;
	struct list_head pages;
};

struct mirror {
	struct mmu_interval_notifier notifier;
	struct engine copy, compute;
	struct queue {
		struct mutex lock;
	} queue;
	union {
		struct engine *other;
		void *data;
	};
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->copy.lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->copy.lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int the_one_beside_it(struct mirror *mirror)
{
	struct engine_page *page;

	mutex_lock(&mirror->compute.lock);
	page = kzalloc(sizeof(*page), GFP_KERNEL);
	mutex_unlock(&mirror->compute.lock);
	return page ? 0 : -ENOMEM;
}

int of_another_structure(struct queue *queue)
{
	struct engine_page *page;

	mutex_lock(&queue->lock);
	page = kzalloc(sizeof(*page), GFP_KERNEL);
	mutex_unlock(&queue->lock);
	return page ? 0 : -ENOMEM;
}
