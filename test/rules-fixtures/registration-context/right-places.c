// SPDX-License-Identifier: MIT
// generation: 6.12
// The variants for those who hold the lock, locks of others, and locks made in time.

struct mirror {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mirror *parent;
	struct mutex lock;
	struct mutex users_lock;
	int pages;
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, seq);
	mirror->pages = 0;
	mutex_unlock(&mirror->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_interval_ops = {
	.invalidate = mirror_invalidate,
};

static int inserts_with_the_lock(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmap_write_lock(mm);
	err = mmu_interval_notifier_insert_locked(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
	mmap_write_unlock(mm);
	return err;
}

static int leaves_it_to_the_caller(struct mirror *mirror, struct vm_area_struct *vma)
{
	return mmu_interval_notifier_insert_locked(&mirror->notifier, vma->vm_mm, vma->vm_start, PAGE_SIZE, &mirror_interval_ops);
}

static int inserts_afterwards(struct mirror *mirror, struct mm_struct *mm)
{
	mmap_read_lock(mm);
	mirror_prepare(mirror);
	mmap_read_unlock(mm);
	return mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
}

static int tries(struct mirror *mirror, struct mm_struct *mm)
{
	if (mmap_write_trylock(mm)) {
		mirror_prepare(mirror);
		mmap_write_unlock(mm);
	}
	return mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
}

static int of_another_mm(struct mirror *mirror, struct mm_struct *mm, struct mm_struct *other)
{
	int err;

	mmap_read_lock(other);
	err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
	mmap_read_unlock(other);
	return err;
}

static int takes_it_again(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmap_write_lock(mm);
	mirror_prepare(mirror);
	mmap_write_unlock(mm);
	mirror_wait();
	mmap_write_lock(mm);
	err = mmu_interval_notifier_insert_locked(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops);
	mmap_write_unlock(mm);
	return err;
}

static void removes_without_it(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror->pages = 0;
	mutex_unlock(&mirror->lock);
	mmu_interval_notifier_remove(&mirror->notifier);
}

static void removes_under_another(struct mirror *mirror)
{
	mutex_lock(&mirror->users_lock);
	mmu_interval_notifier_remove(&mirror->notifier);
	mutex_unlock(&mirror->users_lock);
}

static void removes_under_its_parents(struct mirror *mirror)
{
	struct mirror *parent = mirror->parent;

	mutex_lock(&parent->lock);
	mmu_interval_notifier_remove(&mirror->notifier);
	mutex_unlock(&parent->lock);
}

static int makes_the_lock_before(struct mirror *mirror)
{
	mutex_init(&mirror->lock);
	return mmu_interval_notifier_insert(&mirror->notifier, current->mm, 0, PAGE_SIZE, &mirror_interval_ops);
}

static int makes_another_lock_afterwards(struct mirror *mirror)
{
	int err;

	mutex_init(&mirror->lock);
	err = mmu_interval_notifier_insert(&mirror->notifier, current->mm, 0, PAGE_SIZE, &mirror_interval_ops);
	mutex_init(&mirror->users_lock);
	return err;
}

static int makes_it_anew_when_it_failed(struct mirror *mirror)
{
	int err = mmu_interval_notifier_insert(&mirror->notifier, current->mm, 0, PAGE_SIZE, &mirror_interval_ops);

	if (err)
		mutex_init(&mirror->lock);
	return err;
}
