// SPDX-License-Identifier: MIT
/*
 * registration-context: registering takes the mmap lock for writing, and the
 * caller holds it already.
 */

struct walker {
	struct mmu_notifier mn;
};

int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err;

	mmap_read_lock(mm);
	walker->mn.ops = &walker_ops;
	err = mmu_notifier_register(&walker->mn, mm);
	mmap_read_unlock(mm);
	return err;
}
