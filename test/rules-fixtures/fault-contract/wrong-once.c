// SPDX-License-Identifier: MIT
// generation: 7.0
// A lock that is kept where it was taken is one mistake, however many callers return with it.

struct buffer {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	unsigned long pfns[16];
};

static int buffer_look_up(struct buffer *buffer, struct hmm_range *range)
{
	int ret;

	range->notifier_seq = mmu_interval_read_begin(&buffer->notifier);
	mmap_read_lock(buffer->mm);
	ret = hmm_range_fault(range);
	if (ret)
		return ret; // expect: fault-contract error
	mmap_read_unlock(buffer->mm);
	return 0;
}

static int buffer_fill(struct buffer *buffer, struct hmm_range *range)
{
	int ret = buffer_look_up(buffer, range);

	if (ret)
		return ret;
	mutex_lock(&buffer->lock);
	if (mmu_interval_read_retry(range->notifier, range->notifier_seq)) {
		mutex_unlock(&buffer->lock);
		return -EAGAIN;
	}
	buffer_map(buffer);
	mutex_unlock(&buffer->lock);
	return 0;
}

int buffer_open(struct buffer *buffer, unsigned long start)
{
	struct hmm_range range = { .notifier = &buffer->notifier, .start = start, .end = start + PAGE_SIZE, .hmm_pfns = buffer->pfns };
	int ret = buffer_fill(buffer, &range);

	if (ret)
		return ret;
	buffer_tell(buffer);
	return 0;
}
