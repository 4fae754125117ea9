// SPDX-License-Identifier: MIT
// generation: 6.10
// What was inserted is on a list that the error path empties.

struct region {
	struct mmu_interval_notifier notifier;
	struct list_head link;
	struct region *next;
};

struct owner {
	struct list_head regions;
	struct region *first;
};

static const struct mmu_interval_notifier_ops region_ops;

static int emptied_local_list(struct list_head *out, struct mm_struct *mm, unsigned long addr, int count)
{
	struct region *reg, *tmp;
	LIST_HEAD(made);

	while (count--) {
		reg = kzalloc(sizeof(*reg), GFP_KERNEL);
		if (!reg)
			goto undo;
		if (mmu_interval_notifier_insert(&reg->notifier, mm, addr + count * PAGE_SIZE, PAGE_SIZE, &region_ops)) {
			kfree(reg);
			goto undo;
		}
		list_add(&reg->link, &made);
	}
	list_splice(&made, out);
	return 0;
undo:
	list_for_each_entry_safe(reg, tmp, &made, link) {
		mmu_interval_notifier_remove(&reg->notifier);
		kfree(reg);
	}
	return -ENOMEM;
}

static void owner_free(struct owner *own)
{
	while (!list_empty(&own->regions)) {
		struct region *reg = list_first_entry(&own->regions, struct region, link);

		list_del(&reg->link);
		mmu_interval_notifier_remove(&reg->notifier);
		kfree(reg);
	}
	kfree(own);
}

static struct owner *emptied_by_the_destructor(struct mm_struct *mm, const unsigned long *addrs, int count)
{
	struct owner *own = kzalloc(sizeof(*own), GFP_KERNEL);
	int i, err = 0;

	if (!own)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&own->regions);
	for (i = 0; i < count && !err; i++) {
		struct region *reg = kzalloc(sizeof(*reg), GFP_KERNEL);

		if (!reg) {
			err = -ENOMEM;
			break;
		}
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addrs[i], PAGE_SIZE, &region_ops);
		if (err)
			kfree(reg);
		else
			list_add(&reg->link, &own->regions);
	}
	if (err) {
		owner_free(own);
		return ERR_PTR(err);
	}
	return own;
}

static struct owner *emptied_list_of_ones_own(struct mm_struct *mm, const unsigned long *addrs, int count)
{
	struct owner *own = kzalloc(sizeof(*own), GFP_KERNEL);
	struct region *reg;
	int i, err = 0;

	if (!own)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < count; i++) {
		reg = kzalloc(sizeof(*reg), GFP_KERNEL);
		if (!reg) {
			err = -ENOMEM;
			goto fail;
		}
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addrs[i], PAGE_SIZE, &region_ops);
		if (err) {
			kfree(reg);
			goto fail;
		}
		reg->next = own->first;
		own->first = reg;
	}
	return own;
fail:
	while ((reg = own->first)) {
		own->first = reg->next;
		mmu_interval_notifier_remove(&reg->notifier);
		kfree(reg);
	}
	kfree(own);
	return ERR_PTR(err);
}

static int undone_up_to_the_one_that_failed(struct region *head, struct mm_struct *mm, unsigned long addr)
{
	struct region *reg, *done;
	int err;

	for (reg = head; reg; reg = reg->next) {
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addr, PAGE_SIZE, &region_ops);
		if (err)
			goto undo;
		addr += PAGE_SIZE;
	}
	return 0;
undo:
	for (done = head; done != reg; done = done->next)
		mmu_interval_notifier_remove(&done->notifier);
	return err;
}
