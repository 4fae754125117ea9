// SPDX-License-Identifier: MIT
/*
 * fallible-start-with-end: the start can fail, and the table has an end, which
 * the core then calls although nothing was counted.
 */

static int pager_start(struct mmu_notifier *mn,
		       const struct mmu_notifier_range *range)
{
	struct pager *pager = container_of(mn, struct pager, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mutex_lock(&pager->lock);
	pager->invalidating++;
	mutex_unlock(&pager->lock);
	return 0;
}

static void pager_end(struct mmu_notifier *mn,
		      const struct mmu_notifier_range *range)
{
	struct pager *pager = container_of(mn, struct pager, mn);

	atomic_inc(&pager->ended);
}

static const struct mmu_notifier_ops pager_ops = {
	.invalidate_range_start = pager_start,
	.invalidate_range_end = pager_end,
};
