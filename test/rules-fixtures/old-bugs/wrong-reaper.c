// SPDX-License-Identifier: MIT
// generation: 6.10
// Retold: the reaper must not sleep; where it asks without blocking it has to listen to the answer
// (the OOM reaper's way to the non-blocking start, 4.14 to 4.19).

static bool reap_deaf(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	bool all = true;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		struct mmu_notifier_range range;
		struct mmu_gather tlb;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vma->vm_start, vma->vm_end);
		tlb_gather_mmu(&tlb, mm);
		mmu_notifier_invalidate_range_start_nonblock(&range); // expect: unchecked-nonblock warning
		unmap_range(&tlb, vma, range.start, range.end);
		mmu_notifier_invalidate_range_end(&range);
		tlb_finish_mmu(&tlb);
	}
	return all;
}

static bool reap_blocking(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	non_block_start();
	mmu_notifier_invalidate_range_start(&range); // expect: sleep-in-atomic error
	clear_addr(mm, addr);
	non_block_end();
	mmu_notifier_invalidate_range_end(&range);
	return true;
}
