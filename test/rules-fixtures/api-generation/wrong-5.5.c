// SPDX-License-Identifier: MIT
// generation: 5.5

static void kind_of_5_14(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static bool kind_in_a_comparison(const struct mmu_notifier_range *range)
{
	return range->event == MMU_NOTIFY_MIGRATE; // expect: api-generation error
}

static void owner_form_of_5_14(struct vm_area_struct *vma, unsigned long addr, void *owner)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE, owner); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void without_vma_as_from_6_3(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void *owner_field(const struct mmu_notifier_range *range)
{
	return range->owner; // expect: api-generation error
}
