// SPDX-License-Identifier: MIT
// generation: 6.12
// Ends that have no beginning, or two.

struct mirror {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	refcount_t users;
	bool inserted;
};

static int after_a_failure(struct mirror *mirror, unsigned long start, unsigned long length)
{
	int ret = mmu_interval_notifier_insert(&mirror->notifier, current->mm, start, length, &mirror_interval_ops);

	if (ret) {
		mmu_interval_notifier_remove(&mirror->notifier); // expect: registration-pairing error
		return ret;
	}
	return 0;
}

static int through_the_wrong_label(struct mirror *mirror, struct vm_area_struct *vma)
{
	int err;

	mirror->mm = vma->vm_mm;
	err = mmu_interval_notifier_insert_locked(&mirror->notifier, vma->vm_mm, vma->vm_start,
						  vma->vm_end - vma->vm_start, &mirror_interval_ops);
	if (err)
		goto out_remove;
	err = mirror_map(mirror);
	if (err)
		goto out_remove;
	return 0;

out_remove:
	mmu_interval_notifier_remove(&mirror->notifier); // expect: registration-pairing error
	return err;
}

static void drop(struct mirror *mirror)
{
	if (!refcount_dec_and_test(&mirror->users))
		return;
	if (mirror->inserted)
		mmu_interval_notifier_remove(&mirror->notifier);
	mirror_free(mirror);
}

static int says_so_too_early(struct mirror *mirror, struct mm_struct *mm, unsigned long start, unsigned long length)
{
	int err;

	mirror->inserted = true;
	err = mmu_interval_notifier_insert(&mirror->notifier, mm, start, length, &mirror_interval_ops);
	if (err)
		goto out_put;
	return 0;

out_put:
	drop(mirror); // expect: registration-pairing error
	return err;
}

static int unregisters_what_is_not(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	mirror->mn.ops = &mirror_ops;
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret < 0)
		mmu_notifier_unregister(&mirror->mn, mm); // expect: registration-pairing error
	return ret;
}

static void unregisters_and_puts(struct mirror *mirror)
{
	mmu_notifier_unregister(&mirror->mn, mirror->mm);
	mmu_notifier_put(&mirror->mn); // expect: registration-pairing error
}

static void puts_and_unregisters(struct mirror *mirror, bool force)
{
	mmu_notifier_put(&mirror->mn);
	if (force)
		mmu_notifier_unregister(&mirror->mn, mirror->mm); // expect: registration-pairing error
}

static void removes_twice(struct mirror *mirror)
{
	mmu_interval_notifier_remove(&mirror->notifier);
	mirror_quiesce();
	mmu_interval_notifier_remove(&mirror->notifier); // expect: registration-pairing error
}

static int from_another_mm(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret)
		return ret;
	ret = mirror_start();
	if (ret)
		mmu_notifier_unregister(&mirror->mn, current->mm); // expect: registration-pairing error
	return ret;
}

static int from_the_other_mm(struct mirror *mirror, struct mm_struct *from, struct mm_struct *to)
{
	int ret = mmu_notifier_register(&mirror->mn, to);

	if (ret)
		return ret;
	if (mirror_start()) {
		mmu_notifier_unregister(&mirror->mn, from); // expect: registration-pairing error
		return -EIO;
	}
	return 0;
}

static int from_one_that_it_is_not(struct mirror *mirror, struct mm_struct *mm)
{
	int ret;

	if (mirror->mm == mm)
		return -EBUSY;
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret)
		return ret;
	ret = mirror_start();
	if (ret)
		mmu_notifier_unregister(&mirror->mn, mirror->mm); // expect: registration-pairing error
	return ret;
}
