// SPDX-License-Identifier: MIT
// generation: 6.10
// The word that was to remember a start is asked for something else.

static void exchanges_the_wrong_way(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (cmpxchg(&started, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (cmpxchg(&started, 0, 1) == 1 && started == 2)
		mmu_notifier_invalidate_range_end(&range);
}

static void another_state(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t state = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (atomic_cmpxchg(&state, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (atomic_cmpxchg(&state, 2, 0) == 2)
		mmu_notifier_invalidate_range_end(&range);
}

static void counts_too_far(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (atomic_fetch_add(1, &count) == 0) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (atomic_dec_if_positive(&count) > 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void another_bit_of_a_map(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long map[2] = { 0 };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (test_bit(71, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void a_map_that_was_emptied(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!test_and_set_bit(3, map)) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (__test_and_clear_bit(3, map) && !bitmap_empty(map, 128))
		mmu_notifier_invalidate_range_end(&range);
}

static void never_noted(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	struct job *mine = kzalloc(sizeof(*mine), GFP_KERNEL | __GFP_NOFAIL);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!atomic_read(&mine->state)) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (atomic_read(&mine->state))
		mmu_notifier_invalidate_range_end(&range);
}

static void another_flag(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_set(&job->flags, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!(atomic_fetch_or(1, &job->flags) & 1)) {
			mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		}
	}
	zap_everything(vma);
	if (atomic_fetch_andnot(2, &job->flags) & 2)
		mmu_notifier_invalidate_range_end(&range);
}
