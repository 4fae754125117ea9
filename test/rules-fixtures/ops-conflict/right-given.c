// SPDX-License-Identifier: MIT
// generation: 6.12
// Tables that the core has what it needs in, or that are not seen whole.

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

static const struct mmu_notifier_ops both = {
	.release = pager_release,
	.alloc_notifier = pager_alloc,
	.free_notifier = pager_free,
};

static struct mmu_notifier_ops set_later = {
	.release = pager_release,
};

static const struct mmu_notifier_ops registered = {
	.release = pager_release,
};

extern const struct mmu_notifier_ops elsewhere;

struct mmu_notifier *gets_with_both(struct mm_struct *mm)
{
	return mmu_notifier_get(&both, mm);
}

struct mmu_notifier *gets_one_of_another_file(struct mm_struct *mm)
{
	return mmu_notifier_get(&elsewhere, mm);
}

struct mmu_notifier *gets_what_is_set_later(struct mm_struct *mm)
{
	set_later.alloc_notifier = pager_alloc;
	set_later.free_notifier = pager_free;
	return mmu_notifier_get(&set_later, mm);
}

int registers(struct pager *pager, struct mm_struct *mm)
{
	pager->mn.ops = &registered;
	return mmu_notifier_register(&pager->mn, mm);
}
