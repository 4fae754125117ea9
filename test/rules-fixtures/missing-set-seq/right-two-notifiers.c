// SPDX-License-Identifier: MIT
// generation: 6.12
// Readers check a notifier through a pointer, and there are two that it could be.

static bool check(struct hmm_range *range)
{
	return mmu_interval_read_retry(range->notifier, range->notifier_seq);
}

static bool buffer_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct buffer *buffer = container_of(mni, struct buffer, notifier);

	spin_lock(&buffer->lock);
	mmu_interval_set_seq(mni, cur_seq);
	buffer_drop(buffer, range->start, range->end);
	spin_unlock(&buffer->lock);
	return true;
}

/* Its pages are pinned. */
static bool ring_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct ring *ring = container_of(mni, struct ring, notifier);

	spin_lock(&ring->lock);
	ring_stop(ring);
	spin_unlock(&ring->lock);
	return true;
}

static const struct mmu_interval_notifier_ops buffer_ops = { .invalidate = buffer_invalidate };
static const struct mmu_interval_notifier_ops ring_ops = { .invalidate = ring_invalidate };
