// SPDX-License-Identifier: MIT
// generation: 6.10
// Retold: shared page tables widen what goes away; widening after start tells subscribers too little
// ("hugetlb: take PMD sharing into account when flushing tlb/caches", 4.20).

static void change_protection(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	adjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end); // expect: range-changed warning
	i_mmap_lock_write(vma->vm_file->f_mapping);
	protect_all(vma, range.start, range.end);
	i_mmap_unlock_write(vma->vm_file->f_mapping);
	mmu_notifier_invalidate_range_end(&range);
}
