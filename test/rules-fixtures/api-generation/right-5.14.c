// SPDX-License-Identifier: MIT
// generation: 5.14

static void with_vma(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range(vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_only_end(&range);
}

static void owner_form(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, vma, vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static bool vma_field(const struct mmu_notifier_range *range)
{
	return range->vma && range->owner == NULL;
}
