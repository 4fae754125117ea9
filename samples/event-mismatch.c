// SPDX-License-Identifier: MIT
/*
 * event-mismatch: the entry is cleared, but the event promises that only its permissions
 * change: a subscriber may keep its mapping of a page that is about to go.
 */
#include <linux/mmu_notifier.h>

static void forget_page(struct vm_area_struct *vma, pte_t *ptep,
			unsigned long address)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0,
				vma->vm_mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, address, ptep);
	mmu_notifier_invalidate_range_end(&range);
}
