// SPDX-License-Identifier: MIT
// generation: 6.12
// Two tables for one and the same notifier, and readers that check it through a pointer: it can be no other's.

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

static bool buffer_invalidate_compute(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct buffer *buffer = container_of(mni, struct buffer, notifier);

	spin_lock(&buffer->lock);
	buffer_evict(buffer);
	spin_unlock(&buffer->lock);
	return true; // expect: missing-set-seq error
}

static const struct mmu_interval_notifier_ops buffer_ops = { .invalidate = buffer_invalidate };
static const struct mmu_interval_notifier_ops buffer_compute_ops = { .invalidate = buffer_invalidate_compute };
