// SPDX-License-Identifier: MIT
/*
 * unpaired-start: the function starts an invalidation and leaves by the error
 * path without ending it. Every reader of that range then waits for ever.
 */

static int protect_range(struct vm_area_struct *vma, unsigned long start,
			 unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long address;
	int err = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0,
				vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	for (address = start; address < end; address += PAGE_SIZE) {
		err = protect_page(vma, address);
		if (err)
			return err;
	}
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
