// SPDX-License-Identifier: MIT
// generation: 5.0

static void event_of_5_2(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static bool blockable_helper_of_5_2(const struct mmu_notifier_range *range)
{
	return mmu_notifier_range_blockable(range); // expect: api-generation error
}
