// SPDX-License-Identifier: MIT
/*
 * read-without-retry: pages are put into a device's tables that nobody has
 * checked since they were looked up.
 */

static int mirror_fault(struct mirror *mirror, struct mm_struct *mm, unsigned long *pfns)
{
	struct hmm_range range = {
		.notifier = &mirror->notifier,
		.hmm_pfns = pfns,
		.default_flags = HMM_PFN_REQ_FAULT,
	};
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&mirror->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret == -EBUSY)
		goto again;
	if (ret)
		return ret;

	mutex_lock(&mirror->lock);
	mirror_map(mirror, hmm_pfn_to_page(pfns[0]));
	mutex_unlock(&mirror->lock);
	return 0;
}
