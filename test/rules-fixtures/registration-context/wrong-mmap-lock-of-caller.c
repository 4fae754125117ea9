// SPDX-License-Identifier: MIT
// generation: 6.12
// Registered where the caller holds the mmap lock: the function says so itself, or it is what the core calls with it held.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mmu_notifier mn;
	struct mm_struct *mm;
};

static int says_that_it_is_held(struct pane *pane, struct mm_struct *mm)
{
	mmap_assert_locked(mm);
	pane->mm = mm;
	return mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops); // expect: registration-context error
}

static int says_that_it_is_held_for_writing(struct pane *pane, struct vm_area_struct *vma)
{
	mmap_assert_write_locked(vma->vm_mm);
	if (vma->vm_pgoff)
		return -EINVAL;
	return mmu_notifier_register(&pane->mn, vma->vm_mm); // expect: registration-context error
}

static int tells_lockdep(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	lockdep_assert_held_write(&mm->mmap_lock);
	ret = mmu_notifier_register(&pane->mn, mm); // expect: registration-context error
	return ret;
}

static int tells_lockdep_of_the_task(struct pane *pane)
{
	lockdep_assert_held(&current->mm->mmap_lock);
	return mmu_notifier_register(&pane->mn, current->mm); // expect: registration-context error
}

static int says_that_it_is_read(struct pane *pane, struct mm_struct *mm)
{
	lockdep_assert_held_read(&mm->mmap_lock);
	return mmu_interval_notifier_insert_locked(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops); // expect: registration-context error
}

static int pane_map(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return mmu_interval_notifier_insert(&pane->notifier, vma->vm_mm, vma->vm_start, PAGE_SIZE, &pane_interval_ops); // expect: registration-context error
}

static const struct file_operations pane_fops = {
	.owner = THIS_MODULE,
	.open = pane_open,
	.mmap = pane_map,
};

static int pane_watch(struct pane *pane, struct mm_struct *mm)
{
	pane->mn.ops = &pane_ops;
	return mmu_notifier_register(&pane->mn, mm);
}

static int pane_map_shared(struct file *file, struct vm_area_struct *vma)
{
	return pane_watch(file->private_data, current->mm); // expect: registration-context error
}

static struct file_operations pane_shared_fops = {
	.mmap = &pane_map_shared,
};

static vm_fault_t pane_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct pane *pane = vma->vm_private_data;
	int ret;

	ret = mmu_interval_notifier_insert(&pane->notifier, vma->vm_mm, vmf->address, PAGE_SIZE, &pane_interval_ops); // expect: registration-context error
	if (ret)
		return VM_FAULT_SIGBUS;
	return 0;
}

static void pane_map_again(struct vm_area_struct *vma)
{
	struct pane *pane = vma->vm_private_data;

	if (mmu_notifier_register(&pane->mn, vma->vm_mm)) // expect: registration-context error
		vma->vm_private_data = NULL;
}

static const struct vm_operations_struct pane_vm_ops = {
	.open = pane_map_again,
	.fault = pane_fault,
};
