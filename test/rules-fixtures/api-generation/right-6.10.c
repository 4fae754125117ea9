// SPDX-License-Identifier: MIT
// generation: 6.10

static void this_trees_form(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static inline void mmu_notifier_invalidate_range_only_end(struct mmu_notifier_range *range)
{
	mmu_notifier_invalidate_range_end(range);
}

static void the_file_defines_it_itself(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_only_end(&range);
}

#define MMU_NOTIFY_MINE MMU_NOTIFY_CLEAR

static void kind_defined_here(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_MINE, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

struct io_range {
	struct vm_area_struct *vma;
	bool blockable;
};

static void another_struct(struct io_range *range)
{
	range->vma = NULL;
	range->blockable = true;
}

/* Before 6.6 one wrote mmu_notifier_invalidate_range_only_end(&range) or mmu_notifier_invalidate_range(mm, a, b). */
static bool every_kind_is_known(enum mmu_notifier_event event)
{
	switch (event) {
	case MMU_NOTIFY_UNMAP:
	case MMU_NOTIFY_CLEAR:
	case MMU_NOTIFY_PROTECTION_VMA:
	case MMU_NOTIFY_PROTECTION_PAGE:
	case MMU_NOTIFY_SOFT_DIRTY:
	case MMU_NOTIFY_RELEASE:
	case MMU_NOTIFY_MIGRATE:
	case MMU_NOTIFY_EXCLUSIVE:
		return true;
	}
	return false;
}
