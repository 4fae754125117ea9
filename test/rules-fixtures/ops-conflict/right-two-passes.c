// SPDX-License-Identifier: MIT
// generation: 7.0
// Both passes, or neither; a table that is completed later.

static bool begins(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range,
		   unsigned long seq, struct mmu_interval_notifier_finish **finish)
{
	struct pager *pager = container_of(mni, struct pager, mni);

	mmu_interval_set_seq(mni, seq);
	pager_begin(pager);
	return true;
}

static void finishes(struct mmu_interval_notifier_finish *finish)
{
	pager_finish(container_of(finish, struct pager, finish));
}

static bool in_one_go(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct pager *pager = container_of(mni, struct pager, mni);

	mmu_interval_set_seq(mni, seq);
	pager_begin(pager);
	return true;
}

static const struct mmu_interval_notifier_ops two_ops = {
	.invalidate_start = begins,
	.invalidate_finish = finishes,
};

static const struct mmu_interval_notifier_ops one_ops = {
	.invalidate = in_one_go,
};

static struct mmu_interval_notifier_ops completed_ops = {
	.invalidate_start = begins,
};

void pager_setup(void)
{
	completed_ops.invalidate_finish = finishes;
}
