// SPDX-License-Identifier: MIT
/*
 * range-changed: the range grows after the subscribers were told of the small
 * one, and the end tells them of another range than the start.
 */

static void unmap_shared(struct vm_area_struct *vma, unsigned long address)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				address, address + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (tables_are_shared(vma, address))
		range.end = ALIGN(address, PUD_SIZE) + PUD_SIZE;
	unmap_pages(vma);
	mmu_notifier_invalidate_range_end(&range);
}
