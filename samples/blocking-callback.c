// SPDX-License-Identifier: MIT
/*
 * blocking-callback: the OOM reaper invalidates where nothing may sleep, and
 * two functions down this callback waits for a mutex without having asked.
 */

static void forget_pages(struct mirror *mirror, unsigned long start,
			 unsigned long end)
{
	mutex_lock(&mirror->lock);
	mirror_unmap(mirror, start, end);
	mutex_unlock(&mirror->lock);
}

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range,
			      unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	forget_pages(mirror, range->start, range->end);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};
