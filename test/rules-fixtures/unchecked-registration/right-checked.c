// SPDX-License-Identifier: MIT
// generation: 6.12
// Registrations whose result somebody looks at, or may.

struct mirror {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	int error;
};

static int hands_on(struct mirror *mirror, struct mm_struct *mm)
{
	return mmu_notifier_register(&mirror->mn, mm);
}

static int checks_what_was_handed_on(struct mirror *mirror)
{
	int err = hands_on(mirror, current->mm);

	if (err)
		mirror_free(mirror);
	return err;
}

static int tests(struct mirror *mirror, unsigned long start, unsigned long length)
{
	int ret = mmu_interval_notifier_insert(&mirror->notifier, current->mm, start, length, &mirror_interval_ops);

	if (ret)
		return ret;
	mirror_publish(mirror);
	return 0;
}

static int tests_at_once(struct mirror *mirror, struct mm_struct *mm)
{
	if (mmu_notifier_register(&mirror->mn, mm))
		return -EINVAL;
	return 0;
}

static void stores(struct mirror *mirror, struct mm_struct *mm)
{
	mirror->error = mmu_notifier_register(&mirror->mn, mm);
}

static void complains(struct mirror *mirror, struct mm_struct *mm)
{
	WARN_ON(mmu_notifier_register(&mirror->mn, mm));
}

static void in_a_macro(struct mirror *mirror, struct mm_struct *mm, int *err)
{
	*err = mmu_notifier_register(&mirror->mn, mm);
}

static struct mirror *gets(struct mm_struct *mm)
{
	struct mmu_notifier *mn = mmu_notifier_get(&mirror_ops, mm);

	return IS_ERR(mn) ? ERR_CAST(mn) : container_of(mn, struct mirror, mn);
}

static int tests_later(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mutex_lock(&mirror_mutex);
	err = mmu_notifier_register(&mirror->mn, mm);
	mutex_unlock(&mirror_mutex);
	return err;
}

static int on_one_way(struct mirror *mirror, struct mm_struct *mm, bool quick)
{
	int err = mmu_notifier_register(&mirror->mn, mm);

	if (!quick) {
		if (err)
			return err;
		mirror_publish(mirror);
	}
	return 0;
}

static void says_so(struct mirror *mirror, struct mm_struct *mm)
{
	(void)mmu_notifier_register(&mirror->mn, mm);
}

static void by_address(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mirror_watch(&err);
	err = mmu_notifier_register(&mirror->mn, mm);
	mirror_wake();
}
