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
