// SPDX-License-Identifier: MIT
// generation: 6.12
// On a way from outside nobody starts a range.
#include <linux/mmu_notifier.h>

static void cut_one(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	ptep_clear_flush(vma, addr, ptep); // expect: unnotified-change hint
}

static int cut_table(pmd_t *pmd, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	pte_t *ptep = pte_offset_map(pmd, addr);

	for (; addr < next; addr += PAGE_SIZE, ptep++)
		cut_one(walk->vma, addr, ptep);
	return 0;
}

static const struct mm_walk_ops cut_ops = {
	.pmd_entry = cut_table,
};

static ssize_t cut_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;

	walk_page_range(mm, 0, -1, &cut_ops, NULL);
	return count;
}

const struct file_operations cut_operations = {
	.write = cut_write,
};

/* The thread is entered with nothing begun. */
static void freeze_one(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	ptep_set_wrprotect(mm, addr, ptep); // expect: unnotified-change hint
}

static int freezer(void *data)
{
	struct frozen *frozen = data;

	while (!kthread_should_stop())
		freeze_one(frozen->mm, frozen->addr, frozen->ptep);
	return 0;
}

static bool current_is_freezer(void)
{
	return kthread_func(current) == freezer;
}

int freezer_start(struct frozen *frozen)
{
	frozen->thread = kthread_run(freezer, frozen, "freezer");
	return 0;
}

/* What takes the mmap lock is not called by who has started a range. */
void track_writes(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t old, new;

	mmap_write_lock(mm);
	old = ptep_modify_prot_start(vma, addr, ptep);
	new = pte_clear_soft_dirty(pte_wrprotect(old));
	ptep_modify_prot_commit(vma, addr, ptep, old, new); // expect: unnotified-change hint
	mmap_write_unlock(mm);
}

SYSCALL_DEFINE2(forget_pages, struct mmu_gather __user *, where, struct vm_area_struct *, vma)
{
	unmap_page_range(where, vma, vma->vm_start, vma->vm_end, NULL); // expect: unnotified-change hint
	return 0;
}

/* Its own range has ended. */
static void too_late(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	mmu_notifier_invalidate_range_end(&range);
	ptep_clear_flush(vma, addr, ptep); // expect: unnotified-change hint
}

/* Only some of it is told of. */
void replace_maybe(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, pte_t with, bool tells)
{
	struct mmu_notifier_range range;

	mmap_read_lock(mm);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	if (tells)
		mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(mm, addr, ptep);
	set_pte_at(mm, addr, ptep, with); // expect: unnotified-change hint
	if (tells)
		mmu_notifier_invalidate_range_end(&range);
	mmap_read_unlock(mm);
}
