// SPDX-License-Identifier: MIT
// generation: 6.15
// Shapes of callers in trees after 6.12, retold.

static struct page *exclusive_with_retry(struct mm_struct *mm, unsigned long addr, void *owner, struct folio **foliop)
{
	struct mmu_notifier_range range;
	struct folio *folio, *fw_folio;
	struct vm_area_struct *vma;
	struct folio_walk fw;
	struct page *page;

	mmap_assert_locked(mm);
	addr = PAGE_ALIGN_DOWN(addr);
	page = get_page_vma_exclusive(mm, addr, &vma);
	if (IS_ERR(page))
		return page;
	folio = page_folio(page);
	if (!folio_trylock(folio)) {
		folio_put(folio);
		return ERR_PTR(-EBUSY);
	}

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, mm, addr, addr + PAGE_SIZE, owner);
	mmu_notifier_invalidate_range_start(&range);

	fw_folio = folio_walk_start(&fw, vma, addr, 0);
	if (fw_folio != folio || fw.page != page) {
		if (fw_folio)
			folio_walk_end(&fw, vma);
		mmu_notifier_invalidate_range_end(&range);
		folio_unlock(folio);
		folio_put(folio);
		return ERR_PTR(-EBUSY);
	}
	make_exclusive_entry(vma, addr, &fw);
	folio_walk_end(&fw, vma);
	mmu_notifier_invalidate_range_end(&range);
	*foliop = folio;
	return page;
}

static int write_breakpoint(struct vm_area_struct *vma, unsigned long vaddr, bool is_register)
{
	struct mmu_notifier_range range;
	struct folio_walk fw;
	struct folio *folio;
	int ret;

	if (is_register) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vaddr, vaddr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
	}

	ret = -EAGAIN;
	folio = folio_walk_start(&fw, vma, vaddr, 0);
	if (folio) {
		if (fw.page == page_of(vma, vaddr))
			ret = set_breakpoint(vma, &fw, vaddr, is_register);
		folio_walk_end(&fw, vma);
	}

	if (is_register)
		mmu_notifier_invalidate_range_end(&range);
	if (ret > 0)
		schedule_collapse(vma->vm_mm, vaddr);
	return ret;
}

static int zap_for_reaping(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	struct mmu_gather tlb;

	VM_WARN_ON_ONCE(is_vm_hugetlb_page(vma));
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	tlb_gather_mmu(&tlb, vma->vm_mm);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
		tlb_finish_mmu(&tlb);
		return -EBUSY;
	}
	unmap_range(&tlb, vma, range.start, range.end);
	mmu_notifier_invalidate_range_end(&range);
	tlb_finish_mmu(&tlb);
	return 0;
}

static long free_lazily(struct madvise_behavior *behavior)
{
	struct vm_area_struct *vma = behavior->vma;
	struct mmu_notifier_range range = {
		.start = max(vma->vm_start, behavior->start),
		.end = min(vma->vm_end, behavior->end),
	};
	struct mmu_gather *tlb = behavior->tlb;

	if (range.start >= vma->vm_end || range.end <= vma->vm_start)
		return -EINVAL;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, range.start, range.end);
	mmu_notifier_invalidate_range_start(&range);
	tlb_start_vma(tlb, vma);
	walk_page_range_vma(vma, range.start, range.end, &free_walk_ops, tlb);
	tlb_end_vma(tlb, vma);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

struct pagetable_move {
	struct vm_area_struct *old;
	unsigned long old_addr, old_end;
};

static unsigned long move_tables(struct pagetable_move *pmc)
{
	struct mmu_notifier_range range;
	unsigned long extent;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, pmc->old->vm_mm, pmc->old_addr, pmc->old_end);
	mmu_notifier_invalidate_range_start(&range);
	for (; pmc->old_addr < pmc->old_end; pmc->old_addr += extent) {
		cond_resched();
		extent = next_extent(pmc);
		if (move_huge(pmc))
			continue;
again:
		if (!alloc_table(pmc))
			break;
		if (move_ptes(pmc, extent) < 0)
			goto again;
	}
	mmu_notifier_invalidate_range_end(&range);
	return pmc->old_addr;
}

static void batch_zap(struct vm_area_struct *vma, unsigned long address, unsigned long size, struct mmu_gather *tlb, struct zap_details *details)
{
	const unsigned long end = address + size;
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address, end);
	hugetlb_zap_begin(vma, &range.start, &range.end);
	update_hiwater_rss(vma->vm_mm);
	do {
		mmu_notifier_invalidate_range_start(&range);
		unmap_single(tlb, vma, address, end, details);
		mmu_notifier_invalidate_range_end(&range);
		if (details && details->reclaim_pt)
			flush_tables(tlb);
	} while (details && details->again);
	hugetlb_zap_end(vma, details);
}
