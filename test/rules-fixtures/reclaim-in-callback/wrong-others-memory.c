// SPDX-License-Identifier: MIT
// generation: 6.12
// A callback takes the lock of what others have, too.

struct part {
	struct list_head node;
	struct mutex move_lock;
	unsigned long start;
};

struct whole {
	struct mmu_interval_notifier notifier;
	spinlock_t lock;
	struct list_head parts;
};

static void part_free(struct part *part)
{
	mutex_lock(&part->move_lock);
	mutex_unlock(&part->move_lock);
	kfree(part);
}

static struct part *part_new(unsigned long start)
{
	struct part *part = kzalloc(sizeof(*part), GFP_NOWAIT);

	if (!part)
		return NULL;
	mutex_init(&part->move_lock);
	part->start = start;
	return part;
}

static int part_split(struct whole *whole, unsigned long start, unsigned long end, struct part **new)
{
	int err;

	if (start == whole->start)
		*new = part_new(end);
	else
		*new = part_new(start);
	if (!*new)
		return -ENOMEM;
	err = part_adjust(whole, *new);
	if (err) {
		part_free(*new);
		*new = NULL;
	}
	return err;
}

static bool whole_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct whole *whole = container_of(mni, struct whole, notifier);
	struct part *part;

	if (!mmu_notifier_range_blockable(range))
		return false;
	part = list_first_entry(&whole->parts, struct part, node);
	part_free(part);
	spin_lock(&whole->lock);
	mmu_interval_set_seq(mni, seq);
	spin_unlock(&whole->lock);
	return true;
}

static const struct mmu_interval_notifier_ops whole_ops = {
	.invalidate = whole_invalidate,
};

static int part_move(struct part *part)
{
	void *context;

	mutex_lock(&part->move_lock);
	context = kzalloc(64, GFP_KERNEL); // expect: reclaim-in-callback
	part_move_with(part, context);
	mutex_unlock(&part->move_lock);
	kfree(context);
	return 0;
}
