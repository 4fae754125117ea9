// SPDX-License-Identifier: MIT
// generation: 6.12
// `release` waits for itself.

struct box {
	struct mmu_notifier mn;
	struct mutex lock;
	bool closed;
};

static void box_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct box *box = container_of(mn, struct box, mn);

	box->closed = true;
	mmu_notifier_unregister(mn, mm); // expect: callback-deadlock error
}

static void box_end(struct box *box, struct mm_struct *mm)
{
	mmu_notifier_unregister(&box->mn, mm);
}

static void box_release_by_another(struct mmu_notifier *mn, struct mm_struct *mm)
{
	box_end(container_of(mn, struct box, mn), mm); // expect: callback-deadlock error
}

static const struct mmu_notifier_ops box_ops = { .release = box_release };
static const struct mmu_notifier_ops other_ops = { .release = box_release_by_another };
