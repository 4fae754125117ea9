// SPDX-License-Identifier: MIT
/*
 * unnotified-change: page tables are write-protected from a system call on, and nobody tells the secondary MMUs: a
 * guest goes on writing to pages whose writes are to be noticed.
 */
#include <linux/mmu_notifier.h>

static int watch_entry(pte_t *ptep, unsigned long address, unsigned long next,
		       struct mm_walk *walk)
{
	ptep_set_wrprotect(walk->mm, address, ptep);
	return 0;
}

static const struct mm_walk_ops watch_ops = {
	.pte_entry = watch_entry,
};

void watch_writes(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmap_write_lock(mm);
	walk_page_range(mm, start, end, &watch_ops, NULL);
	flush_tlb_mm(mm);
	mmap_write_unlock(mm);
}
