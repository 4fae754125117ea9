// SPDX-License-Identifier: MIT
// generation: 7.0
// A look-up that takes the mmap lock itself, by who has dropped it, or may have.

struct buffer {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	unsigned long pfns[16];
};

int buffer_look_up(struct buffer *buffer, struct hmm_range *range, unsigned long start)
{
	struct vm_area_struct *vma;

	mmap_read_lock(buffer->mm);
	vma = vma_lookup(buffer->mm, start);
	mmap_read_unlock(buffer->mm);
	if (!vma)
		return -EFAULT;
	return hmm_range_fault_unlocked_timeout(range, HZ);
}

int buffer_is_told(struct buffer *buffer, struct hmm_range *range, bool locked)
{
	int ret;

	if (locked)
		mmap_read_lock(buffer->mm);
	if (!locked)
		ret = hmm_range_fault_unlocked_timeout(range, HZ);
	else
		ret = hmm_range_fault(range);
	if (locked)
		mmap_read_unlock(buffer->mm);
	return ret;
}

int buffer_helper_drops(struct buffer *buffer, struct hmm_range *range)
{
	mmap_read_lock(buffer->mm);
	buffer_check_and_unlock(buffer->mm);
	return hmm_range_fault_unlocked_timeout(range, HZ);
}

static int buffer_try(struct buffer *buffer, struct hmm_range *range)
{
	int ret;

	mmap_read_lock(buffer->mm);
	ret = hmm_range_fault(range);
	if (ret != -EAGAIN)
		mmap_read_unlock(buffer->mm);
	return ret;
}

int buffer_never_again(struct buffer *buffer, struct hmm_range *range)
{
	int ret;

again:
	range->notifier_seq = mmu_interval_read_begin(&buffer->notifier);
	ret = buffer_try(buffer, range);
	if (ret == -EBUSY)
		goto again;
	return ret;
}
