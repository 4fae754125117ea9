// SPDX-License-Identifier: MIT
// generation: 6.12
// Pairs, and what may be one.

struct mirror {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	refcount_t users;
	bool inserted;
};

static void drop(struct mirror *mirror)
{
	if (!refcount_dec_and_test(&mirror->users))
		return;
	if (mirror->inserted)
		mmu_interval_notifier_remove(&mirror->notifier);
	mirror_free(mirror);
}

static int says_so_afterwards(struct mirror *mirror, struct mm_struct *mm, unsigned long start, unsigned long length)
{
	int err;

	err = mmu_interval_notifier_insert(&mirror->notifier, mm, start, length, &mirror_interval_ops);
	if (err)
		goto out_put;
	mirror->inserted = true;
	return 0;

out_put:
	drop(mirror);
	return err;
}

static int ladder(struct mirror *mirror, struct mm_struct *mm, unsigned long start, unsigned long length)
{
	int err;

	err = mmu_interval_notifier_insert(&mirror->notifier, mm, start, length, &mirror_interval_ops);
	if (err)
		goto out;
	err = mirror_map(mirror);
	if (err)
		goto out_remove;
	return 0;

out_remove:
	mmu_interval_notifier_remove(&mirror->notifier);
out:
	return err;
}

static int only_where_used(struct mirror *mirror, struct mm_struct *mm, bool use)
{
	int err = 0;

	if (use) {
		err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
		if (err)
			return err;
	}
	err = mirror_map(mirror);
	if (use)
		mmu_interval_notifier_remove(&mirror->notifier);
	return err;
}

static int twice_in_turn(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmu_interval_notifier_remove(&mirror->notifier);
	err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
	if (err)
		return err;
	mirror_map(mirror);
	mmu_interval_notifier_remove(&mirror->notifier);
	return 0;
}

static int another_attempt(struct mirror *mirror, struct mm_struct *mm)
{
	int err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);

	if (err)
		err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, 2 * PAGE_SIZE, &mirror_interval_ops);
	if (err)
		return err;
	mmu_interval_notifier_remove(&mirror->notifier);
	return 0;
}

static void each_one(struct mirror *mirrors, int count)
{
	int i;

	for (i = 0; i < count; i++)
		mmu_interval_notifier_remove(&mirrors[i].notifier);
}

static void all_of_a_list(struct list_head *list)
{
	struct mirror *mirror, *next;

	list_for_each_entry_safe(mirror, next, list, node)
		mmu_interval_notifier_remove(&mirror->notifier);
}

static void first_of_a_list(struct list_head *list)
{
	while (!list_empty(list)) {
		struct mirror *mirror = list_first_entry(list, struct mirror, node);

		mmu_interval_notifier_remove(&mirror->notifier);
		list_del(&mirror->node);
	}
}

static void one_or_the_other(struct mirror *mirror, bool shared)
{
	if (shared)
		mmu_notifier_put(&mirror->mn);
	else
		mmu_notifier_unregister(&mirror->mn, mirror->mm);
}

static void two_of_them(struct mirror *a, struct mirror *b)
{
	mmu_notifier_unregister(&a->mn, a->mm);
	mmu_notifier_put(&b->mn);
}

static int from_its_own_mm(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret)
		return ret;
	if (mirror_start())
		mmu_notifier_unregister(&mirror->mn, mirror->mn.mm);
	return 0;
}

static int from_the_same_mm(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	if (mm != current->mm)
		return -EINVAL;
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret)
		return ret;
	if (mirror_start())
		mmu_notifier_unregister(&mirror->mn, current->mm);
	return 0;
}

static int kept_by_a_helper(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	mirror_prepare(mirror, mm);
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret)
		return ret;
	if (mirror_start())
		mmu_notifier_unregister(&mirror->mn, mirror->mm);
	return 0;
}

static int asks_somebody(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (mirror_is_registered(mirror))
		mmu_notifier_unregister(&mirror->mn, mm);
	return ret;
}

static int cleared_by_a_helper(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mirror->inserted = true;
	err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
	if (err) {
		mirror_mark(mirror);
		drop(mirror);
	}
	return err;
}
