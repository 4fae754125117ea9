// SPDX-License-Identifier: MIT
// generation: 6.12
// A sequence is set, and not the one that the callback was given.

static bool its_own(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, mni->invalidate_seq); // expect: missing-set-seq error
	foo_zap(foo, range->start, range->end);
	spin_unlock(&foo->lock);
	return true;
}

static bool by_the_object(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	mmu_interval_set_seq(&foo->notifier, READ_ONCE(foo->notifier.invalidate_seq)); // expect: missing-set-seq error
	spin_unlock(&foo->lock);
	return true;
}

static bool the_next(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	mmu_interval_set_seq(mni, cur_seq + 1); // expect: missing-set-seq error
	spin_unlock(&foo->lock);
	return true;
}

static void set(struct mmu_interval_notifier *mni, unsigned long seq)
{
	mmu_interval_set_seq(mni, seq);
}

static bool none(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	spin_lock(&foo->lock);
	set(mni, 0); // expect: missing-set-seq error
	spin_unlock(&foo->lock);
	return true;
}

static const struct mmu_interval_notifier_ops own_ops = { .invalidate = its_own };
static const struct mmu_interval_notifier_ops object_ops = { .invalidate = by_the_object };
static const struct mmu_interval_notifier_ops next_ops = { .invalidate = the_next };
static const struct mmu_interval_notifier_ops none_ops = { .invalidate = none };
