// SPDX-License-Identifier: MIT
// generation: 6.12
// A range is open, and what is changed lies outside of it.

static void one_too_far(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	ptep_clear_flush(vma, addr + PAGE_SIZE, ptep + 1); // expect: unnotified-change hint
	mmu_notifier_invalidate_range_end(&range);
}

static void the_end_itself(struct vm_area_struct *vma, unsigned long start, unsigned long end, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	ptep_set_wrprotect(vma->vm_mm, start, ptep);
	ptep_set_wrprotect(vma->vm_mm, end, ptep + 1); // expect: unnotified-change hint
	mmu_notifier_invalidate_range_end(&range);
}

static void ends_where_it_begins(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr - PAGE_SIZE, addr);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep); // expect: unnotified-change hint
	mmu_notifier_invalidate_range_end(&range);
}
