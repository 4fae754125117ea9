// SPDX-License-Identifier: MIT
// generation: 6.12
// Tables given to mmu_notifier_get() that the core can make or free no subscription with.

static struct mmu_notifier *pager_alloc(struct mm_struct *mm)
{
	struct pager *pager = kzalloc(sizeof(*pager), GFP_KERNEL);

	return pager ? &pager->mn : ERR_PTR(-ENOMEM);
}

static void pager_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct pager, mn));
}

static void pager_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct pager *pager = container_of(mn, struct pager, mn);

	pager->dead = true;
}

static const struct mmu_notifier_ops without_both = {
	.release = pager_release,
};

static const struct mmu_notifier_ops without_alloc = {
	.release = pager_release,
	.free_notifier = pager_free,
};

static const struct mmu_notifier_ops without_free = {
	.release = pager_release,
	.alloc_notifier = pager_alloc,
};

struct mmu_notifier *gets_without_both(struct mm_struct *mm)
{
	return mmu_notifier_get(&without_both, mm); // expect: ops-conflict error
}

struct mmu_notifier *gets_without_alloc(void)
{
	struct mmu_notifier *mn = mmu_notifier_get(&without_alloc, current->mm); // expect: ops-conflict error

	if (IS_ERR(mn))
		return NULL;
	return mn;
}

struct mmu_notifier *gets_without_free(struct mm_struct *mm)
{
	const struct mmu_notifier_ops *ops = &without_free;
	struct mmu_notifier *mn;

	mmap_write_lock(mm);
	mn = mmu_notifier_get_locked(ops, mm); // expect: ops-conflict error
	mmap_write_unlock(mm);
	return mn;
}
