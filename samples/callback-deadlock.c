// SPDX-License-Identifier: MIT
/*
 * callback-deadlock: munmap() calls the callback with the mmap lock held for
 * writing, and waits for it.
 */

static int tracer_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct tracer *tracer = container_of(mn, struct tracer, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mmap_read_lock(range->mm);
	tracer_note(tracer, find_vma(range->mm, range->start));
	mmap_read_unlock(range->mm);
	return 0;
}

static const struct mmu_notifier_ops tracer_ops = {
	.invalidate_range_start = tracer_start,
};
