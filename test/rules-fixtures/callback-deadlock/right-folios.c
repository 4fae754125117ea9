// SPDX-License-Identifier: MIT
// generation: 6.12
// The same where nobody is told of who has a folio locked, or nothing is marked dirty.

struct pins {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page **pages;
	unsigned long count;
};

static bool only_when_unmapped(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct pins *pins = container_of(mni, struct pins, notifier);

	if (range->event != MMU_NOTIFY_UNMAP)
		return true;
	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&pins->lock);
	mmu_interval_set_seq(mni, cur_seq);
	unpin_user_pages_dirty_lock(pins->pages, pins->count, true);
	mutex_unlock(&pins->lock);
	return true;
}

static const struct mmu_interval_notifier_ops pins_ops = { .invalidate = only_when_unmapped };

void under_its_lock(struct pins *pins)
{
	mutex_lock(&pins->lock);
	set_page_dirty_lock(pins->pages[0]);
	mutex_unlock(&pins->lock);
}

struct clean {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page **pages;
	unsigned long count;
	bool dirty;
};

static bool not_dirty(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct clean *clean = container_of(mni, struct clean, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&clean->lock);
	mmu_interval_set_seq(mni, cur_seq);
	unpin_user_pages_dirty_lock(clean->pages, clean->count, false);
	mutex_unlock(&clean->lock);
	return true;
}

static const struct mmu_interval_notifier_ops clean_ops = { .invalidate = not_dirty };
