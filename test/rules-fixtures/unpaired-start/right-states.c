// SPDX-License-Identifier: MIT
// generation: 6.10
// What was started is remembered in bits, counters, sentinels, error pointers, or through a pointer.

static void bit_in_a_loop(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long done = 0;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(0, &done)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(0, &done);
		}
		zap_one(vma, at);
	}
	if (test_bit(0, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_is_taken_back(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long done = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		__set_bit(3, &done);
	}
	zap_everything(vma);
	if (__test_and_clear_bit(3, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_of_a_word_in_memory(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	clear_bit(MAPPING_BUSY, &vma->state);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		set_bit(MAPPING_BUSY, &vma->state);
	}
	zap_everything(vma);
	if (test_bit(MAPPING_BUSY, &vma->state))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_of_a_number_that_is_not_known(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned int nr = vma->vm_nr;
	unsigned long done = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		set_bit(nr, &done);
	}
	zap_everything(vma);
	if (test_bit(nr, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_flag(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		atomic_set(&count, 1);
	}
	zap_everything(vma);
	if (atomic_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void counted_from_the_first(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t count = ATOMIC_INIT(0);
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_inc_return(&count) == 1) {
			mmu_notifier_invalidate_range_start(&range);
			note_first(vma);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void reference_is_kept(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	refcount_t users = REFCOUNT_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		refcount_set(&users, 1);
	}
	zap_everything(vma);
	if (refcount_read(&users))
		mmu_notifier_invalidate_range_end(&range);
}

static void greatest_of_its_type_is_no_address(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long first = ULONG_MAX;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (first == ULONG_MAX) {
			mmu_notifier_invalidate_range_start(&range);
			first = at;
		}
		zap_one(vma, at);
	}
	if (first != ULONG_MAX)
		mmu_notifier_invalidate_range_end(&range);
}

static void all_ones_are_no_address(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long first = ~0UL;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (first == ~0UL) {
			mmu_notifier_invalidate_range_start(&range);
			first = at;
		}
		zap_one(vma, at);
	}
	if (first != ~0UL)
		mmu_notifier_invalidate_range_end(&range);
}

static void below_zero_is_no_index(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	long first = -1;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (first == -1) {
			mmu_notifier_invalidate_range_start(&range);
			first = addr;
		}
		zap_one(vma, at);
	}
	if (first != -1)
		mmu_notifier_invalidate_range_end(&range);
}

static void through_a_pointer(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool started = false;
	bool *noted = &started;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		*noted = true;
	}
	zap_everything(vma);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static void through_a_member_that_points(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool started = false;
	struct noting notes = { .started = &started };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		*notes.started = true;
	}
	zap_everything(vma);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static void bounds_of_the_same_values(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long size = min(end - addr, PMD_SIZE);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
	}
	zap_everything(vma);
	if (vma->vm_flags & VM_MAYWRITE && min(end - addr, PMD_SIZE) == size)
		mmu_notifier_invalidate_range_end(&range);
}

static int error_pointer_says_not_yet(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	struct page *page = ERR_PTR(-EAGAIN);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		page = find_page(vma, addr);
		if (IS_ERR(page)) {
			mmu_notifier_invalidate_range_end(&range);
			return PTR_ERR(page);
		}
	}
	zap_everything(vma);
	if (!IS_ERR(page))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void part_of_a_word(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int mode = FIELD_GET(MODE_MASK, vma->vm_flags);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (mode == 1)
		mmu_notifier_invalidate_range_start(&range);
	zap_everything(vma);
	if (FIELD_GET(MODE_MASK, vma->vm_flags) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void exchanged_flag(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int started = 0;
	atomic_t noted = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range);
		started = 1;
		atomic_set(&noted, 1);
	}
	zap_everything(vma);
	if (xchg(&started, 0))
		mmu_notifier_invalidate_range_end(&range);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
	if (atomic_xchg(&noted, 0) && started)
		mmu_notifier_invalidate_range_end(&range);
}

static void counted_down(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int left = 0;

	for (; addr < end; addr += PAGE_SIZE) {
		if (left == 0) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
			left = 32;
		}
		zap_one(vma, addr);
		if (--left == 0)
			mmu_notifier_invalidate_range_end(&range);
	}
	if (left > 0)
		mmu_notifier_invalidate_range_end(&range);
}

struct worker {
	unsigned long flags;
	struct mmu_notifier_range range;
	struct vm_area_struct *vma;
};

static void worker_start(struct worker *work, unsigned long addr, unsigned long end)
{
	if (test_and_set_bit(WORKER_STARTED, &work->flags))
		return;
	mmu_notifier_range_init(&work->range, MMU_NOTIFY_CLEAR, 0, work->vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&work->range);
}

static void worker_end(struct worker *work)
{
	if (test_and_clear_bit(WORKER_STARTED, &work->flags))
		mmu_notifier_invalidate_range_end(&work->range);
}

static void bit_in_helpers(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct worker work = { .vma = vma };
	unsigned long at;

	for (at = addr; at < end; at += PAGE_SIZE) {
		if (has_page(vma, at)) {
			worker_start(&work, at, end);
			zap_one(vma, at);
		}
	}
	worker_end(&work);
}

struct batch {
	struct mmu_notifier_range range;
	struct vm_area_struct *vma;
	unsigned int count;
};

static void batch_begin(struct batch *batch, unsigned long addr, unsigned long end)
{
	mmu_notifier_range_init(&batch->range, MMU_NOTIFY_CLEAR, 0, batch->vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&batch->range);
}

static void batch_finish(struct batch *batch)
{
	mmu_notifier_invalidate_range_end(&batch->range);
	batch->count = 0;
}

static void counted_from_what_the_initialiser_left_out(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct batch batch = { .vma = vma };

	for (; addr < end; addr += PAGE_SIZE) {
		if (!batch.count)
			batch_begin(&batch, addr, end);
		zap_one(vma, addr);
		batch.count++;
		if (batch.count == 16)
			batch_finish(&batch);
	}
	if (batch.count)
		batch_finish(&batch);
}
