// SPDX-License-Identifier: MIT
/*
 * missing-synchronize: what was put is freed from an SRCU callback, which may
 * come when the module is gone.
 */

static struct mmu_notifier *scanner_alloc(struct mm_struct *mm)
{
	struct scanner *scanner = kzalloc(sizeof(*scanner), GFP_KERNEL);

	return scanner ? &scanner->mn : ERR_PTR(-ENOMEM);
}

static void scanner_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct scanner, mn));
}

static const struct mmu_notifier_ops scanner_ops = {
	.alloc_notifier = scanner_alloc,
	.free_notifier = scanner_free,
};

static int scanner_close(struct inode *inode, struct file *file)
{
	struct scanner *scanner = file->private_data;

	mmu_notifier_put(&scanner->mn);
	return 0;
}

static void __exit scanner_exit(void)
{
	misc_deregister(&scanner_misc);
}
module_exit(scanner_exit);
