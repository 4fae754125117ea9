// SPDX-License-Identifier: MIT
// generation: 6.12
// Read sides beside an invalidation, or in one of another mm.

int before_the_start(struct mirror *mirror, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long seq;
	int ret;

	seq = mmu_interval_read_begin(&mirror->notifier);
	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, mirror->notifier.mm, start, end, mirror);
	mmu_notifier_invalidate_range_start(&range);
	mirror_make_exclusive(mirror, start, end);
	mmu_notifier_invalidate_range_end(&range);
	mutex_lock(&mirror->lock);
	ret = mmu_interval_read_retry(&mirror->notifier, seq) ? -EBUSY : 0;
	mutex_unlock(&mirror->lock);
	return ret;
}

int after_the_end(struct mirror *mirror, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long seq;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mirror->notifier.mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	mirror_clear(mirror, start, end);
	mmu_notifier_invalidate_range_end(&range);
	seq = mmu_interval_read_begin(&mirror->notifier);
	mutex_lock(&mirror->lock);
	ret = mmu_interval_read_retry(&mirror->notifier, seq) ? -EBUSY : 0;
	mutex_unlock(&mirror->lock);
	return ret;
}

int of_another_mm(struct mirror *mirror, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long seq;
	int ret;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	seq = mmu_interval_read_begin(&mirror->notifier);
	mutex_lock(&mirror->lock);
	ret = mmu_interval_read_retry(&mirror->notifier, seq) ? -EBUSY : 0;
	mutex_unlock(&mirror->lock);
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}
