// generation: 6.12

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mutex other;
	struct rw_semaphore sem;
};

static bool waits_for_itself(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range,
			     unsigned long cur_seq)
{
	mmu_interval_set_seq(mni, cur_seq);
	mmu_interval_read_begin(mni); // expect: read-begin-context
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = waits_for_itself,
};

static int waits_in_a_start(struct mmu_notifier *mn,
			    const struct mmu_notifier_range *range)
{
	struct bar *bar = container_of(mn, struct bar, mn);

	mmu_interval_read_begin(&bar->notifier); // expect: read-begin-context
	return 0;
}

static const struct mmu_notifier_ops bar_ops = {
	.invalidate_range_start = waits_in_a_start,
};
