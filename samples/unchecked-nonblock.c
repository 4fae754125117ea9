// SPDX-License-Identifier: MIT
/*
 * unchecked-nonblock: the start may fail, and nobody looks.
 */

static void reap_quietly(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start_nonblock(&range);
	unmap_pages(vma);
	mmu_notifier_invalidate_range_end(&range);
}
