// SPDX-License-Identifier: MIT
// generation: 6.12
// A big range is looked up in chunks, and all of it is checked.

#define CHUNK (1UL << 21)

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long seqs[8];
	struct part *parts[8];
	unsigned long found;
};

struct part {
	struct mmu_interval_notifier notifier;
	unsigned long seq;
	struct list_head link;
};

int one_sequence_for_all(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	do {
		range.end = min(range.start + CHUNK, end);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	} while (range.start < end);

	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return 0;
}

int begun_in_the_first_turn(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	bool begun = false;
	int ret;

	do {
		range.end = min(range.start + CHUNK, end);
		if (!begun) {
			range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
			begun = true;
		}
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	} while (range.start < end);

	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		return -EAGAIN;
	}
	foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return 0;
}

/* The one request goes through all of them, and each is mapped before the next. */
int each_checked(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	do {
		range.end = min(range.start + CHUNK, end);
again:
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret == -EBUSY)
			goto again;
		if (ret)
			return ret;
		mutex_lock(&foo->lock);
		if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
			mutex_unlock(&foo->lock);
			goto again;
		}
		foo_map(foo, range.hmm_pfns);
		mutex_unlock(&foo->lock);
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	} while (range.start < end);
	return 0;
}

/* A collision sends all of it back to the start. */
int everything_once_more(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier };
	unsigned long addr;
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	range.hmm_pfns = array;
	for (addr = start; addr < end; addr += CHUNK) {
		range.start = addr;
		range.end = min(addr + CHUNK, end);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret == -EBUSY)
			goto again;
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
	}
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo, array);
	mutex_unlock(&foo->lock);
	return 0;
}

/* Faults them all in first, which takes long, and looks them up when they are there. */
int faulted_in_before(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	range.start = start;
	range.end = end;
	range.hmm_pfns = array;
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	return foo_map(foo, array);
}

/* The same by chunks both times. */
int looked_up_behind_the_loop(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier };
	unsigned long addr;
	int ret;

	for (addr = start; addr < end; addr += CHUNK) {
		range.start = addr;
		range.end = min(addr + CHUNK, end);
		range.hmm_pfns = &array[(addr - start) >> PAGE_SHIFT];
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
	}
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	for (addr = start; addr < end; addr += CHUNK) {
		range.start = addr;
		range.end = min(addr + CHUNK, end);
		range.hmm_pfns = &array[(addr - start) >> PAGE_SHIFT];
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
	}
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	return foo_map(foo, array);
}

/* Nothing is kept of those before the last. */
int only_the_last_counts(struct foo *foo, unsigned long start, unsigned long end)
{
	unsigned long pfns[16];
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = pfns };
	int ret;

	while (range.start < end) {
		range.end = range.start + 16 * PAGE_SIZE;
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		if (pfns[0] & HMM_PFN_WRITE)
			break;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	return foo_map(foo, pfns);
}

int all_sequences_kept(struct foo *foo, unsigned long start, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int i, ret;

	for (i = 0; i < 8; i++) {
		range.end = range.start + CHUNK;
		foo->seqs[i] = range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	for (i = 0; i < 8; i++)
		if (mmu_interval_read_retry(&foo->notifier, foo->seqs[i]))
			return -EAGAIN;
	return foo_map(foo, array);
}

int kept_in_a_local_array(struct foo *foo, unsigned long start, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	unsigned long seqs[8];
	int i, ret;

	for (i = 0; i < 8; i++) {
		range.end = range.start + CHUNK;
		seqs[i] = mmu_interval_read_begin(&foo->notifier);
		range.notifier_seq = seqs[i];
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	for (i = 0; i < 8; i++)
		if (mmu_interval_read_retry(&foo->notifier, seqs[i]))
			return -EAGAIN;
	return foo_map(foo, array);
}

int the_first_sequence_kept(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	unsigned long first = 0;
	int ret;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		if (!first)
			first = range.notifier_seq;
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, first))
		return -EAGAIN;
	return foo_map(foo, array);
}

/* Whoever is told may check. */
int told_to_others(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		ret = foo_commit_chunk(foo, &range);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	return mmu_interval_read_retry(&foo->notifier, range.notifier_seq) ? -EAGAIN : foo_map(foo, array);
}

static bool overtaken(struct foo *foo, struct hmm_range *range)
{
	bool is;

	mutex_lock(&foo->lock);
	is = mmu_interval_read_retry(range->notifier, range->notifier_seq);
	if (!is)
		foo_map(foo, range->hmm_pfns);
	mutex_unlock(&foo->lock);
	return is;
}

int each_by_a_helper(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		do {
			range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
			mmap_read_lock(foo->mm);
			ret = hmm_range_fault(&range);
			mmap_read_unlock(foo->mm);
			if (ret)
				return ret;
		} while (overtaken(foo, &range));
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	return 0;
}

/* Each part has a notifier, and a sequence, of its own. */
int a_notifier_each(struct foo *foo, unsigned long start, unsigned long *array)
{
	struct hmm_range range = { .start = start, .hmm_pfns = array };
	int i, ret;

	for (i = 0; i < 8; i++) {
		range.notifier = &foo->parts[i]->notifier;
		range.end = range.start + CHUNK;
		range.notifier_seq = mmu_interval_read_begin(range.notifier);
		foo->parts[i]->seq = range.notifier_seq;
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	for (i = 0; i < 8; i++)
		if (mmu_interval_read_retry(&foo->parts[i]->notifier, foo->parts[i]->seq))
			return -EAGAIN;
	return foo_map(foo, array);
}

int a_list_of_them(struct foo *foo, struct list_head *parts, unsigned long start, unsigned long *array)
{
	struct hmm_range range = { .start = start, .hmm_pfns = array };
	struct part *part;
	int ret;

	list_for_each_entry(part, parts, link) {
		range.notifier = &part->notifier;
		range.end = range.start + CHUNK;
		part->seq = mmu_interval_read_begin(&part->notifier);
		range.notifier_seq = part->seq;
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	guard(mutex)(&foo->lock);
	list_for_each_entry(part, parts, link)
		if (mmu_interval_read_retry(&part->notifier, part->seq))
			return -EAGAIN;
	return foo_map(foo, array);
}

/* A chunk that is not there leaves a hole. */
int holes_are_left_out(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .hmm_pfns = array };
	int ret = -EFAULT;

	while (range.start < end) {
		range.end = min(range.start + CHUNK, end);
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (!ret)
			break;
		range.hmm_pfns += CHUNK >> PAGE_SHIFT;
		range.start = range.end;
	}
	if (ret)
		return ret;
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	return foo_map(foo, range.hmm_pfns);
}

/* A smaller one where the big one was too much. */
int the_same_again_smaller(struct foo *foo, unsigned long start, unsigned long end, unsigned long *array)
{
	struct hmm_range range = { .notifier = &foo->notifier, .start = start, .end = end, .hmm_pfns = array };
	int ret;

	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	mmap_read_lock(foo->mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(foo->mm);
	if (ret)
		return ret;
	if (!foo_has_room(foo)) {
		range.end = start + PAGE_SIZE;
		range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
	}
	guard(mutex)(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
		return -EAGAIN;
	return foo_map(foo, array);
}

/* Faults pages in for whoever looks them up: what is found is nobody's. */
int only_faults_in(struct foo *foo, struct hmm_range *range, unsigned long end)
{
	unsigned long start = range->start, *array = range->hmm_pfns;
	int ret;

	while (range->start < end) {
		range->end = min(range->start + CHUNK, end);
		range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(foo->mm);
		if (ret)
			return ret;
		range->hmm_pfns += CHUNK >> PAGE_SHIFT;
		range->start = range->end;
	}
	range->start = start;
	range->hmm_pfns = array;
	return 0;
}

int thrown_away(struct foo *foo, struct hmm_range *range, unsigned long end, unsigned long npages)
{
	unsigned long start = range->start, *array = kvmalloc_array(npages, sizeof(*array), GFP_KERNEL);
	int ret = 0;

	if (!array)
		return -ENOMEM;
	range->hmm_pfns = array;
	while (range->start < end) {
		range->end = min(range->start + CHUNK, end);
		range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
		mmap_read_lock(foo->mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(foo->mm);
		if (ret)
			goto out;
		range->hmm_pfns += CHUNK >> PAGE_SHIFT;
		range->start = range->end;
	}
	range->start = start;
	range->hmm_pfns = array;
out:
	kvfree(array);
	return ret;
}

int handed_on(struct foo *foo, struct hmm_range *range, unsigned long start, unsigned long end, unsigned long npages)
{
	unsigned long *array = kvmalloc_array(npages, sizeof(*array), GFP_KERNEL);
	int ret;

	if (!array)
		return -ENOMEM;
	range->notifier = &foo->notifier;
	range->hmm_pfns = array;
	range->start = start;
	range->notifier_seq = mmu_interval_read_begin(&foo->notifier);
	do {
		range->end = min(range->start + CHUNK, end);
		ret = hmm_range_fault(range);
		if (ret)
			goto free_array;
		range->hmm_pfns += CHUNK >> PAGE_SHIFT;
		range->start = range->end;
	} while (range->end < end);
	range->start = start;
	range->hmm_pfns = array;
	return 0;

free_array:
	kvfree(array);
	return ret == -EBUSY ? -EAGAIN : ret;
}
