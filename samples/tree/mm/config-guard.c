// SPDX-License-Identifier: MIT
/*
 * config-guard: this file is built on every kernel with an MMU (see the
 * Makefile beside it), also where CONFIG_MMU_NOTIFIER is off and a range has
 * nothing but its addresses.
 */

static void age_pages(struct vm_area_struct *vma, unsigned long start,
		      unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start,
				end);
	mmu_notifier_invalidate_range_start(&range);
	pr_debug("aging %lx-%lx of %p\n", range.start, range.end, range.mm);
	age_range(vma, range.start, range.end);
	mmu_notifier_invalidate_range_end(&range);
}
