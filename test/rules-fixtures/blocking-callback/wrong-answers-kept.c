// SPDX-License-Identifier: MIT
// generation: 7.0
// The answer whether the range is blockable is kept, and taken for the opposite, or for that of something else.

struct box {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};
struct call {
	struct box *box;
	bool atomic;
	bool fast;
};

static void box_enter(struct call *call)
{
	if (call->fast)
		return;
	mutex_lock(&call->box->lock);
}

static bool of_something_else(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct call call = { .box = box, .atomic = !mmu_notifier_range_blockable(range) };

	box_enter(&call); // expect: blocking-callback error
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static void ask(bool *atomic, const struct mmu_notifier_range *range)
{
	if (!mmu_notifier_range_blockable(range))
		*atomic = true;
}

static bool through_a_pointer(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	bool atomic = false;

	ask(&atomic, range);
	if (atomic)
		mutex_lock(&box->lock); // expect: blocking-callback error
	else if (!mutex_trylock(&box->lock))
		return false; // expect: callback-result
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static const struct mmu_interval_notifier_ops kept_ops[] = { { .invalidate = of_something_else }, { .invalidate = through_a_pointer } };
