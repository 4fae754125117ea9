// SPDX-License-Identifier: MIT
// generation: 6.10
// One object after the other, and each is inserted before its own lock is made.

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

static int arm_a_list_too_early(struct list_head *regs, struct mm_struct *mm, unsigned long addr)
{
	struct region *reg;
	int err = 0;

	list_for_each_entry(reg, regs, link) {
		err = mmu_interval_notifier_insert(&reg->notifier, mm, addr, PAGE_SIZE, &region_ops);
		if (err)
			break;
		mutex_init(&reg->lock); // expect: registration-context error
		addr += PAGE_SIZE;
	}
	return err;
}
