// SPDX-License-Identifier: MIT
/*
 * unpaired-end: the early exit jumps to a label that ends an invalidation
 * which has not been started yet.
 */

static int replace_one_page(struct vm_area_struct *vma, unsigned long address,
			    struct page *new_page)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				address, address + PAGE_SIZE);
	err = prepare_page(new_page);
	if (err)
		goto out;

	mmu_notifier_invalidate_range_start(&range);
	err = install_page(vma, address, new_page);
out:
	mmu_notifier_invalidate_range_end(&range);
	return err;
}
