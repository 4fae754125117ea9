// SPDX-License-Identifier: MIT
// generation: 6.12
// Read sides that are begun inside an invalidation of the same mm.

int between_start_and_end(struct mirror *mirror, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long seq;
	int ret;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, mirror->notifier.mm, start, end, mirror);
	mmu_notifier_invalidate_range_start(&range);
	seq = mmu_interval_read_begin(&mirror->notifier); // expect: read-begin-context error
	mirror_make_exclusive(mirror, start, end);
	mutex_lock(&mirror->lock);
	ret = mmu_interval_read_retry(&mirror->notifier, seq) ? -EBUSY : 0;
	mutex_unlock(&mirror->lock);
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

int for_what_was_inserted(struct mirror *mirror, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long seq;
	int ret;

	ret = mmu_interval_notifier_insert(&mirror->notifier, mm, start, end - start, &mirror_ops);
	if (ret)
		return ret;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	seq = mmu_interval_read_begin(&mirror->notifier); // expect: read-begin-context error
	mmu_notifier_invalidate_range_end(&range);
	mutex_lock(&mirror->lock);
	ret = mmu_interval_read_retry(&mirror->notifier, seq) ? -EBUSY : 0;
	mutex_unlock(&mirror->lock);
	return ret;
}
