// SPDX-License-Identifier: MIT
// generation: 7.0
// The first pass of two, without the second.

static bool begins(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, // expect: ops-conflict error
		   unsigned long seq, struct mmu_interval_notifier_finish **finish)
{
	struct pager *pager = container_of(mni, struct pager, mni);

	mmu_interval_set_seq(mni, seq);
	pager_begin(pager);
	return true;
}

static const struct mmu_interval_notifier_ops begins_ops = {
	.invalidate_start = begins,
};

static bool begins_beside_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, // expect: ops-conflict error
				     unsigned long seq, struct mmu_interval_notifier_finish **finish)
{
	struct pager *pager = container_of(mni, struct pager, mni);

	mmu_interval_set_seq(mni, seq);
	pager_begin(pager);
	return true;
}

static const struct mmu_interval_notifier_ops beside_ops = {
	.invalidate_start = begins_beside_invalidate,
	.invalidate_finish = NULL,
	.invalidate = pager_invalidate,
};
