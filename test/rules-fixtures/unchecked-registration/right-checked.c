// SPDX-License-Identifier: MIT
// generation: 6.12
// Registrations whose result somebody looks at, or may.

struct mirror {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	int error;
	bool registered;
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

static int prints_and_remembers(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret)
		pr_warn("no notifier: %d\n", ret);
	else
		mirror->registered = true;
	return 0;
}

static int remembers_in_one_go(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	mirror->registered = !ret;
	if (ret)
		pr_warn("no notifier: %d\n", ret);
	return 0;
}

static int prints_and_forgives(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret) {
		pr_info("going on without a notifier\n");
		ret = 0;
	}
	return ret;
}

static int prints_and_disables(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret) {
		pr_info("going on without a notifier\n");
		mirror_disable(mirror);
	}
	return 0;
}

static int prints_and_hands_on(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret)
		pr_err("no notifier: %d\n", ret);
	return ret;
}

static int says_so_to_somebody(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret)
		mirror_note(mirror, "no notifier");
	return 0;
}

static int warns_loudly(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (WARN_ON(ret))
		pr_err("no notifier: %d\n", ret);
	return 0;
}

// Whoever calls it does not ask.
static void tries(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (ret)
		pr_info("no notifier: %d\n", ret);
}

static int asks_with_it(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&mirror->mn, mm);

	if (mirror_is_bad(mirror, ret))
		pr_info("no notifier: %d\n", ret);
	return 0;
}

static int tries_again(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	do {
		ret = mmu_notifier_register(&mirror->mn, mm);
		if (ret == -EINTR)
			pr_info("again\n");
	} while (ret);
	return 0;
}
