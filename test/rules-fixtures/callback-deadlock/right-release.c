// SPDX-License-Identifier: MIT
// generation: 6.12
// `release` may wait for much, and for what it does not itself keep up.

struct box {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};

static void box_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct box *box = container_of(mn, struct box, mn);

	mutex_lock(&box->lock);
	box_stop(box);
	mutex_unlock(&box->lock);
	mmu_interval_notifier_remove(&box->notifier);
	mmu_notifier_put(mn);
}

static void box_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct box, mn));
}

static const struct mmu_notifier_ops box_ops = { .release = box_release, .free_notifier = box_free };
