// SPDX-License-Identifier: MIT
// generation: 7.0
// The answer whether the range is blockable, kept in whatever way.

struct box {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};
struct call {
	struct box *box;
	bool wait;
	unsigned int flags;
};
struct outer {
	struct call call;
	int id;
};

static bool box_enter(struct call *call)
{
	if (call->wait)
		mutex_lock(&call->box->lock);
	else if (!mutex_trylock(&call->box->lock))
		return false;
	return true;
}

static bool by_position(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct call call = { box, mmu_notifier_range_blockable(range) };

	if (!box_enter(&call))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool in_an_inner_structure(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct outer outer = { .call = { .box = box, .wait = mmu_notifier_range_blockable(range) }, .id = 1 };

	if (!box_enter(&outer.call))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool by_dots(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct outer dotted = { .call.box = box, .call.wait = mmu_notifier_range_blockable(range) };

	if (!box_enter(&dotted.call))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool in_a_literal(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);

	if (!box_enter(&(struct call){ .box = box, .wait = mmu_notifier_range_blockable(range) }))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static struct call call_of(struct box *box, const struct mmu_notifier_range *range)
{
	struct call made = { .box = box, .wait = mmu_notifier_range_blockable(range) };

	return made;
}

static bool by_value(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct call got = call_of(box, range);

	if (got.wait)
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool in_an_array(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	bool answers[2] = { false, mmu_notifier_range_blockable(range) };

	if (answers[1])
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool as_a_bit(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	unsigned int flags = mmu_notifier_range_blockable(range) << 2;

	if (flags & (1 << 2))
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static bool the_other_way_round(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	int atomic = mmu_notifier_range_blockable(range) ^ 1;

	if (!atomic)
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static void ask(bool *wait, const struct mmu_notifier_range *range)
{
	if (mmu_notifier_range_blockable(range))
		*wait = true;
}

static bool through_a_pointer(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	bool wait = false;

	ask(&wait, range);
	if (wait)
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static void call_init(struct call *call, struct box *box, const struct mmu_notifier_range *range)
{
	call->box = box;
	call->flags = mmu_notifier_range_blockable(range) ? 1 : 0;
}

static bool in_a_member_by_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct box *box = container_of(mni, struct box, notifier);
	struct call call;

	call_init(&call, box, range);
	if (call.flags & 1)
		mutex_lock(&box->lock);
	else if (!mutex_trylock(&box->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&box->lock);
	return true;
}

static const struct mmu_interval_notifier_ops kept_ops[] = {
	{ .invalidate = by_position }, { .invalidate = in_an_inner_structure }, { .invalidate = by_dots }, { .invalidate = in_a_literal },
	{ .invalidate = by_value }, { .invalidate = in_an_array }, { .invalidate = as_a_bit }, { .invalidate = the_other_way_round },
	{ .invalidate = through_a_pointer }, { .invalidate = in_a_member_by_a_helper },
};
