// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that sleep only where the range was found to be blockable, and functions that no table names.

static bool lock_or_try(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mirror_drop(mirror, range->start, range->end);
	mutex_unlock(&mirror->lock);
	return true;
}

static void wait_for_mirror(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	wait_event(mirror->queue, mirror->idle);
	mutex_unlock(&mirror->lock);
}

static bool leaves_at_once(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	wait_for_mirror(mirror);
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static bool keeps_the_answer(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	bool may_block = mmu_notifier_range_blockable(range);
	int i, tries = 0;

	for (i = 0; i < mirror->count; i++) {
		if (mirror->busy[i])
			tries++;
		else if (mirror->gone)
			continue;
		if (mirror->a && mirror->b)
			mirror_step(mirror, i);
	}
	if (may_block)
		wait_for_mirror(mirror);
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static void sweep(struct mirror *mirror, bool may_block)
{
	if (!may_block) {
		mirror_poison(mirror);
		return;
	}
	wait_for_mirror(mirror);
}

static int passes_it_on(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	sweep(mirror, mmu_notifier_range_blockable(range));
	return 0;
}

struct sweep_args {
	struct mirror *mirror;
	bool may_block;
};

static void sweep_by(struct sweep_args *args)
{
	if (args->may_block)
		wait_for_mirror(args->mirror);
}

static void passes_it_in_a_struct(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct sweep_args args = {
		.mirror = container_of(mn, struct mirror, mn),
		.may_block = mmu_notifier_range_blockable(range),
	};

	sweep_by(&args);
}

static bool does_not_sleep(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	spin_lock(&mirror->seq_lock);
	mmu_interval_set_seq(mni, cur_seq);
	mirror->event = kzalloc(sizeof(*mirror->event), GFP_ATOMIC);
	spin_unlock(&mirror->seq_lock);
	queue_work(system_wq, &mirror->work);
	dma_resv_wait_timeout(mirror->resv, DMA_RESV_USAGE_BOOKKEEP, false, 0);
	return true;
}

static bool reads_the_flag(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!(range->flags & MMU_NOTIFIER_RANGE_BLOCKABLE))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

/* The core may wait for release and the allocation of a subscription. */
static void released(struct mmu_notifier *mn, struct mm_struct *mm)
{
	wait_for_mirror(container_of(mn, struct mirror, mn));
}

static struct mmu_notifier *allocated(struct mm_struct *mm)
{
	struct mirror *mirror = kzalloc(sizeof(*mirror), GFP_KERNEL);

	return mirror ? &mirror->mn : ERR_PTR(-ENOMEM);
}

/* Named by no table. */
static bool nobodys(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	wait_for_mirror(container_of(mni, struct mirror, notifier));
	return true;
}

static const struct mmu_interval_notifier_ops try_ops = { .invalidate = lock_or_try };
static const struct mmu_interval_notifier_ops leave_ops = { .invalidate = leaves_at_once };
static const struct mmu_interval_notifier_ops keep_ops = { .invalidate = keeps_the_answer };
static const struct mmu_interval_notifier_ops spin_ops = { .invalidate = does_not_sleep };
static const struct mmu_interval_notifier_ops flag_ops = { .invalidate = reads_the_flag };
static const struct mmu_notifier_ops list_ops = {
	.invalidate_range_start = passes_it_on,
	.invalidate_range_end = passes_it_in_a_struct,
	.release = released,
	.alloc_notifier = allocated,
};
static const struct vm_operations_struct other_ops = { .close = nobodys };
