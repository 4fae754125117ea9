// SPDX-License-Identifier: MIT
// generation: 7.0
// The core holds the mmap lock for `mmap`, however deep in it something is registered.

struct tracker {
	struct mmu_notifier notifier;
	int count;
};

static struct mmu_notifier *tracker_alloc(struct mm_struct *mm)
{
	struct tracker *tracker = kzalloc(sizeof(*tracker), GFP_KERNEL);

	return tracker ? &tracker->notifier : ERR_PTR(-ENOMEM);
}

static void tracker_free(struct mmu_notifier *notifier)
{
	kfree(container_of(notifier, struct tracker, notifier));
}

static const struct mmu_notifier_ops tracker_ops = {
	.alloc_notifier = tracker_alloc,
	.free_notifier = tracker_free,
};

static struct tracker *tracker_get(void)
{
	struct mmu_notifier *notifier = mmu_notifier_get(&tracker_ops, current->mm);

	if (IS_ERR(notifier))
		return ERR_CAST(notifier);
	return container_of(notifier, struct tracker, notifier);
}

static struct tracker *tracker_of_file(struct file *file)
{
	return file->private_data ?: tracker_get();
}

static int tracker_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tracker *tracker = tracker_of_file(file); // expect: registration-context error

	if (IS_ERR(tracker))
		return PTR_ERR(tracker);
	vma->vm_private_data = tracker;
	return 0;
}

static int tracker_open(struct inode *inode, struct file *file)
{
	struct tracker *tracker = tracker_of_file(file);

	return PTR_ERR_OR_ZERO(tracker);
}

static const struct file_operations tracker_fops = {
	.open = tracker_open,
	.mmap = tracker_mmap,
};
