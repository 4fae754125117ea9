// SPDX-License-Identifier: MIT
// generation: 7.0
// An object that holds a pointer into itself, as one does that has a range to look up in it, is not found by others through that.

struct keeper {
	struct mutex lock;
};

struct mapping {
	struct mmu_interval_notifier notifier;
	struct hmm_range range;
	struct keeper *keeper;
};

static bool mapping_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *what, unsigned long seq)
{
	struct mapping *mapping = container_of(mni, struct mapping, notifier);

	if (!mmu_notifier_range_blockable(what))
		return false;
	mutex_lock(&mapping->keeper->lock);
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&mapping->keeper->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mapping_ops = {
	.invalidate = mapping_invalidate,
};

int mapping_create(struct keeper *given, unsigned long addr, struct mapping **out)
{
	struct mapping *made = kzalloc(sizeof(*made), GFP_KERNEL);
	int ret;

	if (!made)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&made->notifier, current->mm, addr, PAGE_SIZE, &mapping_ops);
	if (ret) {
		kfree(made);
		return ret;
	}
	made->range.notifier = &made->notifier;
	made->keeper = given; // expect: registration-context error
	*out = made;
	return 0;
}

int mapping_create_in_order(struct keeper *given, unsigned long addr, struct mapping **out)
{
	struct mapping *made = kzalloc(sizeof(*made), GFP_KERNEL);
	int ret;

	if (!made)
		return -ENOMEM;
	made->range.notifier = &made->notifier;
	made->keeper = given;
	ret = mmu_interval_notifier_insert(&made->notifier, current->mm, addr, PAGE_SIZE, &mapping_ops);
	if (ret) {
		kfree(made);
		return ret;
	}
	*out = made;
	return 0;
}
