// SPDX-License-Identifier: MIT
/*
 * end-after-failed-start: where the start would have had to sleep it failed,
 * and a failed start must not be ended.
 */

static bool reap_vma(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	bool reaped = false;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm,
				vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		goto out;

	unmap_pages(vma);
	reaped = true;
out:
	mmu_notifier_invalidate_range_end(&range);
	return reaped;
}
