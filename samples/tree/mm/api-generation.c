// SPDX-License-Identifier: MIT
/*
 * api-generation: until Linux 6.2 the initialiser took the VMA as well. This
 * tree's header has dropped that parameter.
 */

static void forget_range(struct vm_area_struct *vma, unsigned long start,
			 unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm,
				start, end);
	mmu_notifier_invalidate_range_start(&range);
	forget_pages(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
