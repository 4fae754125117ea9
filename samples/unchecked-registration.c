// SPDX-License-Identifier: MIT
/*
 * unchecked-registration: registering fails for want of memory, or when the
 * task is being killed. Nobody would know, and the device would go on with
 * pages that are no longer its own.
 */

struct walker {
	struct mmu_notifier mn;
	struct mm_struct *mm;
};

int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err = 0;

	mutex_lock(&walker_lock);
	if (walker->mm) {
		err = -EBUSY;
		goto unlock;
	}
	walker->mn.ops = &walker_ops;
	mmu_notifier_register(&walker->mn, mm);
	walker->mm = mm;
unlock:
	mutex_unlock(&walker_lock);
	return err;
}
