// SPDX-License-Identifier: MIT
/*
 * uninitialized-range: storing the addresses is no initialisation. The start
 * follows range.mm, which is whatever lay on the stack.
 */

static void clean_one_page(struct vm_area_struct *vma, unsigned long address)
{
	struct mmu_notifier_range range;

	range.start = address & PAGE_MASK;
	range.end = range.start + PAGE_SIZE;
	mmu_notifier_invalidate_range_start(&range);
	clean_page(vma, address);
	mmu_notifier_invalidate_range_end(&range);
}
