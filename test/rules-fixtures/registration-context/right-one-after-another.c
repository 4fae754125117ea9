// SPDX-License-Identifier: MIT
// generation: 6.10
// One object after the other is made and inserted: the lock of the next one is made after the one before was inserted.

struct region {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct list_head link;
};

static bool region_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct region *region = container_of(mni, struct region, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&region->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&region->lock);
	return true;
}

static const struct mmu_interval_notifier_ops region_ops = {
	.invalidate = region_invalidate,
};

static int arm_one(struct region *reg, struct mm_struct *mm, unsigned long addr)
{
	mutex_init(&reg->lock);
	return mmu_interval_notifier_insert(&reg->notifier, mm, addr, PAGE_SIZE, &region_ops);
}

static int arm_an_array_of_pointers(struct region **regs, int count, struct mm_struct *mm, unsigned long addr)
{
	int i, err;

	for (i = 0; i < count; i++) {
		err = arm_one(regs[i], mm, addr + i * PAGE_SIZE);
		if (err)
			goto undo;
	}
	return 0;
undo:
	while (i--)
		mmu_interval_notifier_remove(&regs[i]->notifier);
	return err;
}

static int arm_a_list(struct list_head *regs, struct mm_struct *mm, unsigned long addr)
{
	struct region *reg;
	int err = 0;

	list_for_each_entry(reg, regs, link) {
		mutex_init(&reg->lock);
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addr, PAGE_SIZE, &region_ops);
		if (err)
			break;
		addr += PAGE_SIZE;
	}
	return err;
}

static int arm_a_vector(struct region *regs, int count, struct mm_struct *mm, unsigned long addr)
{
	struct region *reg;
	int err;

	for (reg = regs; reg < regs + count; reg++) {
		mutex_init(&reg->lock);
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addr, PAGE_SIZE, &region_ops);
		if (err)
			return err;
		addr += PAGE_SIZE;
	}
	return 0;
}

static int arm_new_ones(struct xarray *regs, int count, struct mm_struct *mm, unsigned long addr)
{
	int i, err;

	for (i = 0; i < count; i++) {
		struct region *reg = kzalloc(sizeof(*reg), GFP_KERNEL);

		if (!reg)
			return -ENOMEM;
		mutex_init(&reg->lock);
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addr + i * PAGE_SIZE, PAGE_SIZE, &region_ops);
		if (err) {
			kfree(reg);
			return err;
		}
		xa_store(regs, i, reg, GFP_KERNEL);
	}
	return 0;
}
