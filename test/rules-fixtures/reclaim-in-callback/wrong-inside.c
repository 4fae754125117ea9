// SPDX-License-Identifier: MIT
// generation: 7.0
// One lock by two ways: inside of an object, and as a member of what it is inside of.

struct engine {
	struct mutex lock;
	struct list_head pages;
};

struct mirror {
	struct mmu_interval_notifier notifier;
	struct {
		struct engine engine;
		unsigned long runs;
	} svm;
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->svm.engine.lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->svm.engine.lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int engine_add(struct engine *engine)
{
	struct engine_page *page;

	mutex_lock(&engine->lock);
	page = kzalloc(sizeof(*page), GFP_KERNEL); // expect: reclaim-in-callback error
	if (page)
		list_add(&page->node, &engine->pages);
	mutex_unlock(&engine->lock);
	return page ? 0 : -ENOMEM;
}
