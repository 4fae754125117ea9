// SPDX-License-Identifier: MIT
// generation: 6.12
// One question, asked before a loop and behind it, or with its answer kept in between.

static int before_a_loop_and_behind(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	if (is_cow_mapping(vma->vm_flags)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	for (; addr < end; addr += PAGE_SIZE)
		copy_one(vma, addr);
	if (is_cow_mapping(vma->vm_flags))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int before_two_loops_and_behind(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int ret = 0;

	if (is_cow_mapping(vma->vm_flags)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	for (at = addr; at < end; at += PMD_SIZE) {
		unsigned long inner = at;

		do {
			ret = copy_one(vma, inner);
		} while (inner += PAGE_SIZE, inner < at + PMD_SIZE);
	}
	if (is_cow_mapping(vma->vm_flags))
		mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static int answer_is_kept(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool is_cow = is_cow_mapping(vma->vm_flags);

	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	for (; addr < end; addr += PAGE_SIZE)
		copy_one(vma, addr);
	if (is_cow_mapping(vma->vm_flags))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asked_and_kept(struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool is_cow;

	if (is_cow_mapping(vma->vm_flags)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	is_cow = is_cow_mapping(vma->vm_flags);
	for (; addr < end; addr += PAGE_SIZE)
		copy_one(vma, addr);
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}
