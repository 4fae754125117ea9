// SPDX-License-Identifier: MIT
/*
 * retry-unlocked: the sequence is checked before the lock is taken, so that an
 * invalidation may run in between.
 */

static int mirror_pin(struct mirror *mirror, unsigned long addr, struct page **page)
{
	unsigned long seq;

	do {
		seq = mmu_interval_read_begin(&mirror->notifier);
		if (mirror_lookup(mirror, addr, page))
			return -EFAULT;
	} while (mmu_interval_read_retry(&mirror->notifier, seq));

	mutex_lock(&mirror->lock);
	mirror_map(mirror, *page);
	mutex_unlock(&mirror->lock);
	return 0;
}
