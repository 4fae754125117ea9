// SPDX-License-Identifier: MIT
// generation: 7.0
// A look-up that takes the mmap lock itself, by who holds it.

struct buffer {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	unsigned long pfns[16];
};

int buffer_look_up(struct buffer *buffer, struct hmm_range *range)
{
	int ret;

	mmap_read_lock(buffer->mm);
	ret = hmm_range_fault_unlocked_timeout(range, HZ); // expect: fault-contract error
	mmap_read_unlock(buffer->mm);
	return ret;
}

int buffer_asserts(struct buffer *buffer, struct hmm_range *range)
{
	mmap_assert_locked(buffer->mm);
	return hmm_range_fault_unlocked_timeout(range, HZ); // expect: fault-contract error
}
