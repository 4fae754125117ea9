// SPDX-License-Identifier: MIT
// generation: 6.12
// Pages are marked dirty, for which their folio is locked.

struct pins {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page **pages;
	unsigned long count;
};

static bool gives_its_pages_back(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct pins *pins = container_of(mni, struct pins, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&pins->lock);
	mmu_interval_set_seq(mni, cur_seq);
	unpin_user_pages_dirty_lock(pins->pages, pins->count, true); // expect: callback-deadlock error
	mutex_unlock(&pins->lock);
	return true;
}

static const struct mmu_interval_notifier_ops pins_ops = { .invalidate = gives_its_pages_back };

void under_its_lock(struct pins *pins)
{
	mutex_lock(&pins->lock);
	set_page_dirty_lock(pins->pages[0]); // expect: callback-deadlock error
	mutex_unlock(&pins->lock);
}
