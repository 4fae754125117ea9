// SPDX-License-Identifier: MIT
// generation: 6.12
// Somebody tells, may tell, or need not.
#include <linux/mmu_notifier.h>

static void cut_one(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	ptep_clear_flush(vma, addr, ptep);
}

static int cut_table(pmd_t *pmd, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	cut_one(walk->vma, addr, pte_offset_map(pmd, addr));
	return 0;
}

static const struct mm_walk_ops cut_ops = {
	.pmd_entry = cut_table,
};

static ssize_t cut_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;
	struct mmu_notifier_range range;

	mmap_read_lock(mm);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, -1UL);
	mmu_notifier_invalidate_range_start(&range);
	walk_page_range(mm, 0, -1, &cut_ops, NULL);
	mmu_notifier_invalidate_range_end(&range);
	mmap_read_unlock(mm);
	return count;
}

const struct file_operations cut_operations = {
	.write = cut_write,
};

/* Started before the walk of each vma, and ended after it. */
static void begin(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	struct guarded *guarded = walk->private;

	mmu_notifier_range_init(&guarded->range, MMU_NOTIFY_PROTECTION_PAGE, 0, walk->mm, start, end);
	mmu_notifier_invalidate_range_start(&guarded->range);
}

static int begin_walk(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	begin(start, end, walk);
	return 0;
}

static void end_walk(struct mm_walk *walk)
{
	struct guarded *guarded = walk->private;

	mmu_notifier_invalidate_range_end(&guarded->range);
}

static int guard_entry(pte_t *ptep, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	ptep_set_wrprotect(walk->mm, addr, ptep);
	return 0;
}

static const struct mm_walk_ops guard_ops = {
	.pre_vma = begin_walk,
	.pte_entry = guard_entry,
	.post_vma = end_walk,
};

/* Called from other files, for all that can be seen. */
void cut_for_others(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	ptep_clear_flush(vma, addr, ptep);
}

/* Of two callers one tells. */
static void protect_one(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	ptep_set_wrprotect(mm, addr, ptep);
}

static void protect_told(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	protect_one(mm, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

void protect_private(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	mmap_write_lock(mm);
	protect_one(mm, addr, ptep);
	mmap_write_unlock(mm);
}

/* The same condition decides on both. */
void fork_one(struct mm_struct *mm, struct mm_struct *child, unsigned long addr, pte_t *ptep, bool is_cow)
{
	struct mmu_notifier_range range;

	mmap_write_lock(mm);
	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, addr, addr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
	}
	if (is_cow)
		ptep_set_wrprotect(mm, addr, ptep);
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	mmap_write_unlock(mm);
}

/* The table is nobody's any more when its entries go. */
void collapse(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd, pte_t *ptep)
{
	struct mmu_notifier_range range;
	pmd_t old;

	mmap_write_lock(mm);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + HPAGE_PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	old = pmdp_collapse_flush(vma, addr, pmd);
	mmu_notifier_invalidate_range_end(&range);
	ptep_get_and_clear(mm, addr, ptep);
	mmap_write_unlock(mm);
}

/* New entries, entries that allow more, accessed bits, what maps nothing, tables, and the kernel's own: nobody has to be told. */
void allow(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, pmd_t *pmd, struct page *page)
{
	pte_t entry;
	pmd_t old;

	mmap_read_lock(mm);
	if (pte_none(ptep_get(ptep)))
		set_pte_at(mm, addr, ptep, pte_wrprotect(mk_pte(page, vma->vm_page_prot)));
	ptep_set_access_flags(vma, addr, ptep, pte_mkyoung(ptep_get(ptep)), 1);
	ptep_clear_young_notify(vma, addr, ptep);
	entry = ptep_get_and_clear(mm, addr, ptep);
	set_pte_at(mm, addr, ptep, pte_mkold(entry));
	set_pte_at(mm, addr, ptep, pte_swp_clear_soft_dirty(ptep_get(ptep)));
	old = *pmd;
	pmdp_invalidate(vma, addr, pmd);
	old = pmd_mkold(old);
	set_pmd_at(mm, addr, pmd, old);
	pte_clear_not_present_full(mm, addr, ptep, 0);
	pmd_clear(pmd);
	ptep_get_and_clear(&init_mm, addr, ptep);
	mmap_read_unlock(mm);
}
