// SPDX-License-Identifier: MIT
// generation: 6.12
// An exit that frees what is left.

static struct mmu_notifier *pager_alloc(struct mm_struct *mm)
{
	struct pager *pager = kzalloc(sizeof(*pager), GFP_KERNEL);

	return pager ? &pager->mn : ERR_PTR(-ENOMEM);
}

static void pager_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct pager, mn));
}

static const struct mmu_notifier_ops pager_ops = {
	.alloc_notifier = pager_alloc,
	.free_notifier = pager_free,
};

static int pager_open(struct inode *inode, struct file *file)
{
	struct mmu_notifier *mn = mmu_notifier_get(&pager_ops, current->mm);

	if (IS_ERR(mn))
		return PTR_ERR(mn);
	file->private_data = container_of(mn, struct pager, mn);
	return 0;
}

static int pager_close(struct inode *inode, struct file *file)
{
	struct pager *pager = file->private_data;

	mmu_notifier_put(&pager->mn);
	return 0;
}

static void __exit pager_exit(void) // expect: missing-synchronize warning
{
	struct pager *pager, *next;

	misc_deregister(&pager_misc);
	mutex_lock(&pagers_lock);
	list_for_each_entry_safe(pager, next, &pagers, node) {
		list_del(&pager->node);
		kfree(pager->pages);
	}
	mutex_unlock(&pagers_lock);
	debugfs_remove_recursive(pager_dir);
}
module_exit(pager_exit);
