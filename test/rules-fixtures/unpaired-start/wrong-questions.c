// SPDX-License-Identifier: MIT
// generation: 6.12
// What is asked again in each turn of a loop, or of something else, may be answered otherwise.

static int asked_in_the_loop(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool started = false;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
	for (; addr < end; addr += PAGE_SIZE) {
		if (wants_more(vma)) {
			if (!started)
				mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
			started = true;
		}
		copy_one(vma, addr);
	}
	if (wants_more(vma))
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	return 0;
}

static int asked_of_another(struct vm_area_struct *vma, struct vm_area_struct *dst, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool is_cow = is_cow_mapping(vma->vm_flags);

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
	if (is_cow)
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	for (; addr < end; addr += PAGE_SIZE)
		copy_one(vma, addr);
	if (is_cow_mapping(dst->vm_flags))
		mmu_notifier_invalidate_range_end(&range); // expect: unpaired-end error
	return 0;
}
