// SPDX-License-Identifier: MIT
// generation: 6.12
// Registered as it has to be where the caller holds the mmap lock, or for another mm, or when it was dropped.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mmu_notifier mn;
	struct mm_struct *mm;
	struct rw_semaphore sem;
};

static int by_the_other_variant(struct pane *pane, struct mm_struct *mm)
{
	mmap_assert_write_locked(mm);
	return mmu_interval_notifier_insert_locked(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);
}

// It may be held for writing.
static int however_it_is_held(struct pane *pane, struct mm_struct *mm)
{
	lockdep_assert_held(&mm->mmap_lock);
	return __mmu_notifier_register(&pane->mn, mm);
}

static int of_another_mm(struct pane *pane, struct mm_struct *mm, struct mm_struct *other)
{
	mmap_assert_locked(mm);
	return mmu_notifier_register(&pane->mn, other);
}

static int another_lock(struct pane *pane, struct mm_struct *mm)
{
	lockdep_assert_held_write(&pane->sem);
	return mmu_notifier_register(&pane->mn, mm);
}

static int drops_it_before(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	mmap_assert_locked(mm);
	mmap_read_unlock(mm);
	ret = mmu_notifier_register(&pane->mn, mm);
	mmap_read_lock(mm);
	return ret;
}

static int drops_it_as_a_semaphore(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	lockdep_assert_held_write(&mm->mmap_lock);
	up_write(&mm->mmap_lock);
	ret = mmu_notifier_register(&pane->mn, mm);
	down_write(&mm->mmap_lock);
	return ret;
}

static int only_on_one_way(struct pane *pane, struct mm_struct *mm, bool locked)
{
	if (locked) {
		mmap_assert_write_locked(mm);
		return __mmu_notifier_register(&pane->mn, mm);
	}
	return mmu_notifier_register(&pane->mn, mm);
}

static int takes_it_and_says_so(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	mmap_write_lock(mm);
	mmap_assert_write_locked(mm);
	ret = __mmu_notifier_register(&pane->mn, mm);
	mmap_write_unlock(mm);
	if (ret)
		return ret;
	mmu_notifier_unregister(&pane->mn, mm);
	return mmu_notifier_register(&pane->mn, mm);
}

static int takes_it_as_a_semaphore_and_says_so(struct pane *pane, struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
	mmap_assert_locked(mm);
	pane->mm = mm;
	up_read(&mm->mmap_lock);
	return mmu_notifier_register(&pane->mn, mm);
}

static int looks_up_and_drops_it(struct pane *pane, struct hmm_range *range, struct mm_struct *mm, bool *dropped)
{
	int ret;

	mmap_assert_locked(mm);
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
	ret = hmm_range_fault(range);
	if (ret == -EBUSY) {
		mmap_read_unlock(mm);
		*dropped = true;
		return ret;
	}
	return ret;
}

static int pane_map(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	return mmu_interval_notifier_insert_locked(&pane->notifier, vma->vm_mm, vma->vm_start, PAGE_SIZE, &pane_interval_ops);
}

static int pane_open(struct inode *inode, struct file *file)
{
	struct pane *pane = file->private_data;

	return mmu_notifier_register(&pane->mn, current->mm);
}

static const struct file_operations pane_fops = {
	.open = pane_open,
	.mmap = pane_map,
};

static int pane_map_other(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	return mmu_notifier_register(&pane->mn, pane->mm);
}

static const struct file_operations pane_other_fops = {
	.mmap = pane_map_other,
};

static vm_fault_t pane_fault(struct vm_fault *vmf)
{
	struct pane *pane = vmf->vma->vm_private_data;

	return mmu_notifier_register(&pane->mn, pane->mm) ? VM_FAULT_SIGBUS : 0;
}

static void pane_close(struct vm_area_struct *vma)
{
	struct pane *pane = vma->vm_private_data;

	mmu_interval_notifier_remove(&pane->notifier);
}

static const struct vm_operations_struct pane_vm_ops = {
	.fault = pane_fault,
	.close = pane_close,
};

// A table of the driver's own.
static int pane_plug(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	return mmu_notifier_register(&pane->mn, vma->vm_mm);
}

static const struct pane_plug_ops pane_plug_ops = {
	.mmap = pane_plug,
};
