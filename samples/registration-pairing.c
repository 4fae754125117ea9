// SPDX-License-Identifier: MIT
/*
 * registration-pairing: the label ends what the failed insertion has never
 * begun.
 */

struct pager {
	struct mmu_interval_notifier notifier;
};

int pager_watch(struct pager *pager, unsigned long start, unsigned long length)
{
	int err;

	err = mmu_interval_notifier_insert(&pager->notifier, current->mm, start,
					   length, &pager_ops);
	if (err)
		goto out_remove;
	err = pager_fill(pager);
	if (err)
		goto out_remove;
	return 0;

out_remove:
	mmu_interval_notifier_remove(&pager->notifier);
	return err;
}
