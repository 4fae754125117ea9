// SPDX-License-Identifier: MIT
// generation: 6.10

static void vma_of_before_6_3(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void vma_null(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, NULL, mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void vma_in_the_owner_form(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, vma, vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void init_migrate_of_5_9(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_migrate(&range, 0, vma, vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void only_end_of_before_6_6(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_only_end(&range); // expect: api-generation error
}

static void invalidate_range_of_before_6_6(struct mm_struct *mm, unsigned long addr)
{
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range(mm, addr, addr + PAGE_SIZE); // expect: api-generation error
}

static void three_arguments_of_4_x(struct mm_struct *mm, unsigned long addr)
{
	mmu_notifier_invalidate_range_start(mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(mm, addr, addr + PAGE_SIZE); // expect: api-generation error
}

static void blockable_field_of_5_0(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	if (range->blockable) // expect: api-generation error
		wait_for_all(mm);
}

static bool pgmap_owner_field_of_5_9(const struct mmu_notifier_range *range, void *owner)
{
	return range->migrate_pgmap_owner == owner; // expect: api-generation error
}

static struct vm_area_struct *vma_field(struct mmu_notifier_range *range)
{
	return range->vma; // expect: api-generation error
}

static void misspelt_or_future_kind(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEARED, 0, mm, addr, addr + PAGE_SIZE); // expect: api-generation error
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}
