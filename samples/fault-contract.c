// SPDX-License-Identifier: MIT
/*
 * fault-contract: when the pages can't be looked up, the mmap lock is never dropped.
 */

static int mirror_snapshot(struct mirror *mirror, struct mm_struct *mm, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&mirror->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(range);
	if (ret)
		return ret;
	mmap_read_unlock(mm);
	return 0;
}
