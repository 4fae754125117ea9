// SPDX-License-Identifier: MIT
// generation: 6.10
// A driver outside the tree that asks for the version serves several trees on purpose.

static void compat_init(struct mmu_notifier_range *range, struct vm_area_struct *vma, unsigned long addr)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
#else
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, vma, vma->vm_mm, addr, addr + PAGE_SIZE);
#endif
}

#ifndef HAVE_RANGE_INIT_OWNER
#define mmu_notifier_range_init_migrate(range, flags, vma, mm, start, end, owner) \
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, flags, mm, start, end)
#endif

static void own_macro(struct migrate *migrate, struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_migrate(&range, 0, vma, vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
