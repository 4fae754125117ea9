// SPDX-License-Identifier: MIT
// generation: 6.12
// A lock that a helper takes if it is to, notes, and another drops by the note.

struct box {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	int *map;
};
struct held {
	struct box *box;
	bool locked;
};

static bool box_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&box->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static const struct mmu_interval_notifier_ops box_ops = { .invalidate = box_invalidate };

static void box_lock_if(struct box *box, bool want, bool *got)
{
	*got = false;
	if (want) {
		mutex_lock(&box->lock);
		*got = true;
	}
}

int noted_in_a_variable(struct box *box, bool want)
{
	bool got;

	box_lock_if(box, want, &got);
	box_work(box->map);
	if (got)
		mutex_unlock(&box->lock);
	box->map = kzalloc(64, GFP_KERNEL);
	return box->map ? 0 : -ENOMEM;
}

static void box_enter(struct held *held, struct box *box, bool want)
{
	held->box = box;
	held->locked = want;
	if (want)
		mutex_lock(&box->lock);
}

static void box_leave(struct held *held)
{
	if (held->locked)
		mutex_unlock(&held->box->lock);
}

int noted_in_a_structure(struct box *box, bool want)
{
	struct held held;

	box_enter(&held, box, want);
	box_work(box->map);
	box_leave(&held);
	box->map = kzalloc(64, GFP_KERNEL);
	return box->map ? 0 : -ENOMEM;
}
