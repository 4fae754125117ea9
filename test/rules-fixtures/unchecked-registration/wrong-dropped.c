// SPDX-License-Identifier: MIT
// generation: 6.12
// Registrations whose result nobody looks at.

struct mirror {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	int id;
};

static void inserts(struct mirror *mirror, unsigned long start, unsigned long length)
{
	mmu_interval_notifier_insert(&mirror->notifier, current->mm, start, length, &mirror_interval_ops); // expect: unchecked-registration warning
}

static void inserts_locked(struct mirror *mirror, struct vm_area_struct *vma)
{
	mmap_assert_write_locked(vma->vm_mm);
	mirror->id = mirror_id(mirror);
	mmu_interval_notifier_insert_locked(&mirror->notifier, vma->vm_mm, vma->vm_start, // expect: unchecked-registration warning
					    vma->vm_end - vma->vm_start, &mirror_interval_ops);
}

static int registers(struct mirror *mirror, struct mm_struct *mm)
{
	int err = -EINVAL;

	if (!mm)
		return err;
	mirror->mn.ops = &mirror_ops;
	if (mirror->id) {
		mmgrab(mm);
		mmu_notifier_register(&mirror->mn, mm); // expect: unchecked-registration warning
	}
	mirror->mm = mm;
	return 0;
}

static int registers_under_a_mutex(struct mirror *mirror, struct mm_struct *mm)
{
	int rc = 0;

	mutex_lock(&mirror_mutex);
	if (mirror_is_full()) {
		rc = -ENOSPC;
		goto unlock;
	}
	mirror->mn.ops = &mirror_ops;
	mmu_notifier_register(&mirror->mn, mm); // expect: unchecked-registration warning
	mirror_publish(mirror);
unlock:
	mutex_unlock(&mirror_mutex);
	return rc;
}

static void gets(struct mm_struct *mm)
{
	mmu_notifier_get(&mirror_ops, mm); // expect: unchecked-registration warning
}

static int overwrites(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	mirror->mn.ops = &mirror_ops;
	ret = mmu_notifier_register(&mirror->mn, mm); // expect: unchecked-registration warning
	ret = mirror_start(mirror);
	if (ret)
		mirror_complain(mirror);
	return ret;
}

static int never_reads(struct mirror *mirror, struct mm_struct *mm)
{
	int ret = __mmu_notifier_register(&mirror->mn, mm); // expect: unchecked-registration warning

	mirror_publish(mirror);
	return 0;
}

static int hands_on(struct mirror *mirror, struct mm_struct *mm)
{
	return mmu_notifier_register(&mirror->mn, mm);
}

static void drops_what_was_handed_on(struct mirror *mirror)
{
	mirror_prepare(mirror);
	hands_on(mirror, current->mm); // expect: unchecked-registration warning
	mirror_publish(mirror);
}

static int prints_and_goes_on(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	mirror->mn.ops = &mirror_ops;
	ret = mmu_notifier_register(&mirror->mn, mm); // expect: unchecked-registration warning
	if (ret)
		pr_warn("no notifier: %d\n", ret);
	mirror->mm = mm;
	return 0;
}

static bool prints_what_it_was(struct mirror *mirror, struct device *dev, unsigned long start)
{
	int ret = mmu_interval_notifier_insert(&mirror->notifier, current->mm, start, PAGE_SIZE, &mirror_interval_ops); // expect: unchecked-registration warning

	if (ret == -EINTR) {
		dev_dbg(dev, "interrupted\n");
	} else if (unlikely(ret < 0)) {
		dev_err(dev, "cannot mirror: %d\n", ret);
		dev_err(dev, "giving up on it\n");
	}
	mirror_publish(mirror);
	return true;
}

static int prints_at_once(struct mirror *mirror, struct mm_struct *mm)
{
	if (mmu_notifier_register(&mirror->mn, mm)) // expect: unchecked-registration warning
		mirror_err(mirror, "no notifier\n");
	return mirror_start(mirror);
}

static int prints_what_was_handed_on(struct mirror *mirror)
{
	int ret = hands_on(mirror, current->mm); // expect: unchecked-registration warning

	if (ret < 0)
		pr_info("no notifier\n");
	return 0;
}
