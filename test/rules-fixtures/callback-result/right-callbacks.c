// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that fail only where the range is not blockable, or whose result is not certain.

static int leaves_at_once(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mutex_lock(&mirror->lock);
	mirror_drop(mirror);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int keeps_the_error(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	int err = 0;

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		err = -EAGAIN;
	if (err)
		return err;
	mirror_drop(mirror);
	mutex_unlock(&mirror->lock);
	return 0;
}

static int hands_it_on(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	return mirror_try(mirror, mmu_notifier_range_blockable(range));
}

static int always_well(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror_mark(mirror);
	return 0;
}

static bool lock_or_try(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

static bool both_at_once(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	bool may_block = mmu_notifier_range_blockable(range);

	if (!may_block && atomic_read(&mirror->busy))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static bool by_a_helper(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	return mirror_flush(mirror, range);
}

static bool filters(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == mirror->owner)
		return true;
	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

/* What can't be seen is told whether it may sleep: it fails where it may not. */
static int told_the_answer(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mirror_lock(mirror, mmu_notifier_range_blockable(range)))
		return -EAGAIN;
	mirror_drop(mirror);
	mirror_unlock(mirror);
	return 0;
}

static int told_by_the_range(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	int err = mirror_drop_in(mirror, range);

	if (err)
		return -EAGAIN;
	return 0;
}

static int told_in_a_request(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror_request request = { .start = range->start, .may_block = mmu_notifier_range_blockable(range) };

	if (mirror_do(&request) < 0)
		return -EAGAIN;
	return 0;
}

static int told_beforehand(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror->may_block = mmu_notifier_range_blockable(range);
	if (mirror_drop_all(mirror))
		return -EAGAIN;
	return 0;
}

/* Perhaps it never fails. */
static int what_others_say(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	int err = mirror_drop_some(mirror, range->start, range->end);

	if (err)
		return err;
	return 0;
}

/* The same for each object in turn, with the error of one pass or another. */
static int what_others_say_in_turn(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);
	struct node *it;
	int err = 0;

	if (mirror_is_empty(&mirror->objects))
		return 0;
	spin_lock(&mirror->lock);
	it = mirror_first(&mirror->objects, range->start);
	while (it) {
		struct mirror_object *object;

		if (!mmu_notifier_range_blockable(range)) {
			err = -EAGAIN;
			break;
		}
		object = container_of(it, struct mirror_node, it)->object;
		if (!mirror_get_unless_zero(&object->count)) {
			it = mirror_next(it);
			continue;
		}
		spin_unlock(&mirror->lock);
		err = mirror_unbind(object);
		if (err == 0)
			err = mirror_put_pages(object);
		mirror_put(object);
		if (err)
			return err;
		spin_lock(&mirror->lock);
		it = mirror_first(&mirror->objects, range->start);
	}
	spin_unlock(&mirror->lock);
	return err;
}

static int lock_so(struct mirror *mirror, bool block)
{
	switch (block) {
	case true:
		mutex_lock(&mirror->lock);
		return 0;
	default:
		return mutex_trylock(&mirror->lock) ? 0 : -EAGAIN;
	}
}

static bool by_a_switch(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (lock_so(mirror, mmu_notifier_range_blockable(range)))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

/* Which function it is was chosen by the answer: that only one of them fails is theirs to know. */
static bool by_a_pointer(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	bool (*take)(struct mirror *) = mmu_notifier_range_blockable(range) ? mirror_take : mirror_try;

	if (!take(mirror))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mirror_release(mirror);
	return true;
}

static const struct mmu_interval_notifier_ops switch_ops = { .invalidate = by_a_switch };
static const struct mmu_interval_notifier_ops pointer_ops = { .invalidate = by_a_pointer };

/* How long it may wait is zero where it may not. */
static bool waits_so_long(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	long timeout = mmu_notifier_range_blockable(range) ? MAX_SCHEDULE_TIMEOUT : 0;

	if (!mutex_trylock(&mirror->lock)) {
		if (!timeout)
			return false;
		mutex_lock(&mirror->lock);
	}
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

/* Nobody can tell here what MIRROR_WAIT is worth. */
static bool waits_by_a_flag(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	unsigned int how = 0;

	if (mmu_notifier_range_blockable(range))
		how = MIRROR_WAIT;
	if (!mutex_trylock(&mirror->lock)) {
		if (!how)
			return false;
		mutex_lock(&mirror->lock);
	}
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops waiting_ops = { .invalidate = waits_so_long };
static const struct mmu_interval_notifier_ops flag_ops = { .invalidate = waits_by_a_flag };

static const struct mmu_notifier_ops leaves_at_once_ops = {
	.invalidate_range_start = leaves_at_once,
};
static const struct mmu_notifier_ops keeps_the_error_ops = {
	.invalidate_range_start = keeps_the_error,
};
static const struct mmu_notifier_ops hands_it_on_ops = {
	.invalidate_range_start = hands_it_on,
};
static const struct mmu_notifier_ops always_well_ops = {
	.invalidate_range_start = always_well,
};
static const struct mmu_interval_notifier_ops lock_or_try_ops = { .invalidate = lock_or_try };
static const struct mmu_interval_notifier_ops both_at_once_ops = { .invalidate = both_at_once };
static const struct mmu_interval_notifier_ops by_a_helper_ops = { .invalidate = by_a_helper };
static const struct mmu_interval_notifier_ops filters_ops = { .invalidate = filters };
static const struct mmu_notifier_ops told_the_answer_ops = { .invalidate_range_start = told_the_answer };
static const struct mmu_notifier_ops told_by_the_range_ops = { .invalidate_range_start = told_by_the_range };
static const struct mmu_notifier_ops told_in_a_request_ops = { .invalidate_range_start = told_in_a_request };
static const struct mmu_notifier_ops told_beforehand_ops = { .invalidate_range_start = told_beforehand };
static const struct mmu_notifier_ops what_others_say_ops = { .invalidate_range_start = what_others_say };
static const struct mmu_notifier_ops what_others_say_in_turn_ops = { .invalidate_range_start = what_others_say_in_turn };
