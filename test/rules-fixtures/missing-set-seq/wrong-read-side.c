// SPDX-License-Identifier: MIT
// generation: 6.12
// Two notifiers: readers check the sequence of one of them, and its callback does not set it.

static int cover(struct user_buffer *buffer)
{
	unsigned long seq = mmu_interval_read_begin(&buffer->notifier);
	int pinned = pin_user_pages_fast(buffer->start, buffer->count, FOLL_WRITE, buffer->pages);

	mutex_lock(&buffer->lock);
	if (mmu_interval_read_retry(&buffer->notifier, seq))
		pinned = -EBUSY;
	mutex_unlock(&buffer->lock);
	return pinned;
}

static bool buffer_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct user_buffer *buffer = container_of(mni, struct user_buffer, notifier);

	if (range->event == MMU_NOTIFY_RELEASE)
		return true;
	spin_lock(&buffer->spin);
	buffer_drop(buffer, range->start, range->end);
	spin_unlock(&buffer->spin);
	return true; // expect: missing-set-seq error
}

/* Its pages are pinned, and nobody reads. */
static bool node_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct node *node = container_of(mni, struct node, notifier);

	spin_lock(&node->spin);
	node_drop(node, range->start, range->end);
	spin_unlock(&node->spin);
	return true;
}

static const struct mmu_interval_notifier_ops buffer_ops = { .invalidate = buffer_invalidate };
static const struct mmu_interval_notifier_ops node_ops = { .invalidate = node_invalidate };
