// SPDX-License-Identifier: MIT
// generation: 6.12
// What is changed lies in the range, or may.

static void the_first_one(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

static void one_after_the_other(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;
	unsigned long addr;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	for (addr = start; addr < end; addr += PAGE_SIZE, ptep++)
		ptep_get_and_clear(vma->vm_mm, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

/* Backwards, from the end. */
static void backwards(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;
	unsigned long addr = end;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	while (addr > start) {
		addr -= PAGE_SIZE;
		ptep_get_and_clear(vma->vm_mm, addr, --ptep);
	}
	mmu_notifier_invalidate_range_end(&range);
}

/* Shared page tables: it may be wider than it was initialised. */
static void widened(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	widen_if_shared(vma, &range.start, &range.end);
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(vma->vm_mm, end, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

static void widened_here(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	range.end += PAGE_SIZE;
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(vma->vm_mm, end, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

/* Each turn has a range of its own, which begins where the one before has ended. */
static void range_by_range(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;
	unsigned long next;

	for (; start < end; start = next, ptep++) {
		next = start + PAGE_SIZE;
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, next);
		mmu_notifier_invalidate_range_start(&range);
		ptep_clear_flush(vma, start, ptep);
		mmu_notifier_invalidate_range_end(&range);
	}
}

/* What is at the new place is nobody's yet. */
static void moved_to_its_end(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *from, pte_t *to)
{
	struct mmu_notifier_range range;
	pte_t pte;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	pte = ptep_get_and_clear(vma->vm_mm, start, from);
	set_pte_at(vma->vm_mm, end, to, pte);
	mmu_notifier_invalidate_range_end(&range);
}

/* Two ranges are open; the second one covers it. */
static void two_ranges(struct vm_area_struct *vma, unsigned long addr, unsigned long to, pte_t *ptep, pte_t *other)
{
	struct mmu_notifier_range range, wide;

	mmu_notifier_range_init(&wide, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, to);
	mmu_notifier_invalidate_range_start(&wide);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr + PAGE_SIZE, ptep);
	mmu_notifier_invalidate_range_end(&range);
	mmu_notifier_invalidate_range_end(&wide);
}
