// SPDX-License-Identifier: MIT
// generation: 6.12
// The sequence that the callback was given, whichever way it goes.

static bool by_a_member(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	foo->seq = cur_seq;
	mmu_interval_set_seq(mni, foo->seq);
	spin_unlock(&foo->lock);
	return true;
}

struct work {
	unsigned long seq;
	struct mmu_interval_notifier *notifier;
};

static void zap(struct work *work)
{
	mmu_interval_set_seq(work->notifier, work->seq);
}

static bool in_a_structure(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);
	struct work work = { .seq = seq, .notifier = mni };

	spin_lock(&foo->lock);
	zap(&work);
	spin_unlock(&foo->lock);
	return true;
}

static bool chosen_elsewhere(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, foo_sequence(foo, cur_seq));
	spin_unlock(&foo->lock);
	return true;
}

/* One callback tells the readers of another notifier, too. */
static bool for_two(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);
	unsigned long seq = cur_seq;

	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, seq);
	mmu_interval_set_seq(&foo->other, seq);
	spin_unlock(&foo->lock);
	return true;
}

static bool written_before(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	foo->notifier.invalidate_seq = cur_seq;
	mmu_interval_set_seq(&foo->notifier, foo->notifier.invalidate_seq);
	spin_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops member_ops = { .invalidate = by_a_member };
static const struct mmu_interval_notifier_ops structure_ops = { .invalidate = in_a_structure };
static const struct mmu_interval_notifier_ops elsewhere_ops = { .invalidate = chosen_elsewhere };
static const struct mmu_interval_notifier_ops two_ops = { .invalidate = for_two };
static const struct mmu_interval_notifier_ops before_ops = { .invalidate = written_before };

#define SHADE_SET(shade, seq) mmu_interval_set_seq(&(shade)->notifier, (seq))

struct shade {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
};

static void shade_begin(struct shade *shade, unsigned long seq)
{
	mutex_lock(&shade->lock);
	SHADE_SET(shade, seq);
}

static bool set_by_a_macro_in_a_helper_that_takes_the_lock(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct shade *shade = container_of(mni, struct shade, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	shade_begin(shade, cur_seq);
	shade_drop(shade);
	mutex_unlock(&shade->lock);
	return true;
}

static const struct mmu_interval_notifier_ops shade_ops = {
	.invalidate = set_by_a_macro_in_a_helper_that_takes_the_lock,
};

static int shade_look(struct shade *shade, struct page **pages, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&shade->notifier);
	int ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);

	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	mutex_lock(&shade->lock);
	if (mmu_interval_read_retry(&shade->notifier, seq)) {
		mutex_unlock(&shade->lock);
		unpin_user_page(pages[0]);
		return -EAGAIN;
	}
	shade_map(shade, pages[0]);
	mutex_unlock(&shade->lock);
	return 0;
}
