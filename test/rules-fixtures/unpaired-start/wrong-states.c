// SPDX-License-Identifier: MIT
// generation: 6.10
// What is asked at the end is not what was noted at the start: another bit, another counter, a sentinel that was put back.

static void another_bit_in_a_loop(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long done = 0;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(0, &done)) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
			set_bit(0, &done);
		}
		zap_one(vma, at);
	}
	if (test_bit(1, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_was_taken_back(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long done = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		__set_bit(3, &done);
	}
	zap_everything(vma);
	__clear_bit(3, &done);
	if (test_bit(3, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_beside_a_bit_of_a_word_in_memory(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	clear_bit(MAPPING_DEAD, &vma->state);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		set_bit(MAPPING_BUSY, &vma->state);
	}
	zap_everything(vma);
	if (test_bit(MAPPING_DEAD, &vma->state))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_that_was_set_and_assigned_away(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned int nr = vma->vm_nr;
	unsigned long done = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		set_bit(nr, &done);
	}
	zap_everything(vma);
	assign_bit(nr, &done, false);
	if (test_bit(nr, &done))
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_flag_of_another(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t count = ATOMIC_INIT(0);
	atomic_t other = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		atomic_set(&count, 1);
	}
	zap_everything(vma);
	if (atomic_read(&other))
		mmu_notifier_invalidate_range_end(&range);
}

static void greatest_of_its_type_is_put_back(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long first = ULONG_MAX;
	unsigned long at;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (first == ULONG_MAX) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
			first = ULONG_MAX;
		}
		zap_one(vma, at);
	}
	if (first != ULONG_MAX)
		mmu_notifier_invalidate_range_end(&range);
}

static void below_zero_may_be_an_error(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	long first = -1;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		first = note_first(vma);
	}
	zap_everything(vma);
	if (first != -1)
		mmu_notifier_invalidate_range_end(&range);
}

static void through_a_pointer_to_another(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool started = false, other = false;
	bool *noted = &other;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		*noted = true;
	}
	zap_everything(vma);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static int error_pointer_is_no_null(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	struct page *page = NULL;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		page = find_page(vma, addr);
		if (IS_ERR(page))
			page = NULL;
	}
	zap_everything(vma);
	if (IS_ERR(page))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void another_part_of_a_word(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int mode = FIELD_GET(MODE_MASK, vma->vm_flags);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (mode == 1)
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	zap_everything(vma);
	if (FIELD_GET(KIND_MASK, vma->vm_flags) == 1)
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
}

static void counted_down_below_nothing(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int left = first_count(vma);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	for (; addr < end; addr += PAGE_SIZE) {
		zap_one(vma, addr);
		if (--left == 0) {
			mmu_notifier_invalidate_range_end(&range);
			return;
		}
	}
	if (left > 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void exchanged_too_early(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		started = 1;
	}
	if (xchg(&started, 0))
		zap_everything(vma);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

struct batch {
	struct mmu_notifier_range range;
	struct vm_area_struct *vma;
	unsigned int count;
};

static void counted_only_where_it_was_flushed(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct batch batch = { .vma = vma };

	for (; addr < end; addr += PAGE_SIZE) {
		if (!batch.count) {
			mmu_notifier_range_init(&batch.range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
			mmu_notifier_invalidate_range_start(&batch.range); // expect: unpaired-start error
		}
		if (zap_one(vma, addr))
			batch.count++;
	}
	if (batch.count)
		mmu_notifier_invalidate_range_end(&batch.range);
}
