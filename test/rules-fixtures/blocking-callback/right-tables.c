// SPDX-License-Identifier: MIT
// generation: 6.12
// Functions that are no callbacks of the notifier, though what they are set in looks like a table of it; and tables of which not all is to be seen.

struct walker_ops {
	int (*invalidate_range_start)(struct walker *walker);
	bool (*invalidate)(struct walker *walker);
	void (*release)(struct walker *walker);
};

struct walker {
	struct mmu_notifier mn;
	struct mmu_notifier_ops mn_ops;
	struct walker_ops ops;
	struct mutex lock;
};

static bool walker_invalidate(struct walker *walker)
{
	mutex_lock(&walker->lock);
	mutex_unlock(&walker->lock);
	return false;
}

static int walker_start(struct walker *walker)
{
	msleep(1);
	return -EINVAL;
}

static const struct walker_ops plain_ops = {
	.invalidate = walker_invalidate,
	.invalidate_range_start = walker_start,
};

static void walker_prepare(struct walker *walker)
{
	walker->ops.invalidate = walker_invalidate;
	walker->ops.invalidate_range_start = walker_start;
	walker->mn_ops = (struct mmu_notifier_ops){ .release = walker_release };
}

static int may_fail(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	msleep(1);
	return 0;
}

static void ends(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
}

// One or the other: never both.
static void chooses(struct walker *walker, bool counts)
{
	if (counts)
		walker->mn_ops.invalidate_range_end = ends;
	else
		walker->mn_ops.invalidate_range_start = may_fail;
}

static int registers(struct walker *walker)
{
	walker->mn.ops = &walker->mn_ops;
	return mmu_notifier_register(&walker->mn, current->mm);
}

// Allocates and frees are set elsewhere.
static struct mmu_notifier_ops got_ops;

static void sets_some(void)
{
	got_ops.invalidate_range_end = ends;
}

static struct mmu_notifier *gets(struct mm_struct *mm)
{
	return mmu_notifier_get(&got_ops, mm);
}
