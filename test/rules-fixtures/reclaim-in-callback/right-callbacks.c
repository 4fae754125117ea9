// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that allocate without reclaim, or nothing at all.

static bool without_waiting(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kzalloc(sizeof(*mirror->event), GFP_NOWAIT | __GFP_NOWARN);
	if (!mirror->event)
		mirror->event = kzalloc(sizeof(*mirror->event), GFP_ATOMIC);
	return true;
}

static bool in_a_scope(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	unsigned int flags;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	flags = memalloc_noreclaim_save();
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL);
	memalloc_noreclaim_restore(flags);
	return true;
}

static void lock_it(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror->flags = memalloc_noreclaim_save();
}

static void unlock_it(struct mirror *mirror)
{
	memalloc_noreclaim_restore(mirror->flags);
	mutex_unlock(&mirror->lock);
}

static bool in_the_scope_of_a_lock(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	lock_it(mirror);
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL);
	unlock_it(mirror);
	return true;
}

static bool by_a_lock_of_another_file(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mirror_queue_lock(mirror);
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL);
	mirror_queue_unlock(mirror);
	return true;
}

static bool stores_nothing(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	xa_store(&mirror->pages, range->start, NULL, GFP_KERNEL);
	xa_lock(&mirror->children);
	__xa_cmpxchg(&mirror->children, 0, mirror, NULL, GFP_KERNEL);
	xa_unlock(&mirror->children);
	return true;
}

static int send(struct mirror *mirror, void *data, u32 size)
{
	u8 stack[128];
	void *args = stack;

	if (size > sizeof(stack)) {
		args = kmalloc(size, GFP_KERNEL);
		if (!args)
			return -ENOMEM;
	}
	memcpy(args, data, size);
	mirror_send(mirror, args, size);
	if (args != stack)
		kfree(args);
	return 0;
}

static bool behind_a_size(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	struct mirror_message message = {};

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	send(mirror, &message, sizeof(message));
	return true;
}

static bool vouched_for(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL | __GFP_NOLOCKDEP);
	return true;
}

static bool with_flags_of_its_own(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kmalloc(sizeof(*mirror->event), mirror->gfp);
	return true;
}

static void a_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror->event = kmalloc(sizeof(*mirror->event), GFP_KERNEL);
}

static const struct mmu_interval_notifier_ops waiting_ops = { .invalidate = without_waiting };
static const struct mmu_interval_notifier_ops scope_ops = { .invalidate = in_a_scope };
static const struct mmu_interval_notifier_ops lock_ops = { .invalidate = in_the_scope_of_a_lock };
static const struct mmu_interval_notifier_ops other_ops = { .invalidate = by_a_lock_of_another_file };
static const struct mmu_interval_notifier_ops nothing_ops = { .invalidate = stores_nothing };
static const struct mmu_interval_notifier_ops size_ops = { .invalidate = behind_a_size };
static const struct mmu_interval_notifier_ops vouched_ops = { .invalidate = vouched_for };
static const struct mmu_interval_notifier_ops flags_ops = { .invalidate = with_flags_of_its_own };
static const struct mmu_notifier_ops release_ops = { .release = a_release };
