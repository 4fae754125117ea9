// SPDX-License-Identifier: MIT
// generation: 6.12
// Registered where the lock is held that registering takes, or before the callback can run; ended where the callback can't return.

struct mirror {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	int pages;
};

struct walker {
	struct mmu_notifier mn;
	spinlock_t lock;
	struct mm_struct *mm;
};

static DEFINE_MUTEX(mirrors_lock);

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirrors_lock);
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, seq);
	mirror->pages = 0;
	mutex_unlock(&mirror->lock);
	mutex_unlock(&mirrors_lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_interval_ops = {
	.invalidate = mirror_invalidate,
};

static void walker_flush(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct walker *walker = container_of(mn, struct walker, mn);

	spin_lock(&walker->lock);
	walker_flush_tlb(walker, start, end);
	spin_unlock(&walker->lock);
}

static const struct mmu_notifier_ops walker_ops = {
	.arch_invalidate_secondary_tlbs = walker_flush,
};

static int inserts_under_the_mmap_lock(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmap_write_lock(mm);
	err = mmu_interval_notifier_insert(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops); // expect: registration-context error
	mmap_write_unlock(mm);
	return err;
}

static int registers_under_the_mmap_lock(struct walker *walker, struct mm_struct *mm)
{
	int err;

	if (mmap_read_lock_killable(mm))
		return -EINTR;
	err = mmu_notifier_register(&walker->mn, mm); // expect: registration-context error
	mmap_read_unlock(mm);
	return err;
}

static int registers_under_the_semaphore(struct walker *walker)
{
	int err;

	down_write(&current->mm->mmap_lock);
	err = mmu_notifier_register(&walker->mn, current->mm); // expect: registration-context error
	up_write(&current->mm->mmap_lock);
	return err;
}

static int inserts_too_late(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmap_write_lock(mm);
	err = mirror_prepare(mirror);
	mmap_write_unlock(mm);
	if (err)
		return err;
	return mmu_interval_notifier_insert_locked(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops); // expect: registration-context error
}

static int inserts_as_a_reader(struct mirror *mirror, struct mm_struct *mm)
{
	int err;

	mmap_read_lock(mm);
	err = mmu_interval_notifier_insert_locked(&mirror->notifier, mm, 0, PAGE_SIZE, &mirror_interval_ops); // expect: registration-context error
	mmap_read_unlock(mm);
	return err;
}

static void removes_under_its_lock(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror->pages = 0;
	mmu_interval_notifier_remove(&mirror->notifier); // expect: registration-context error
	mutex_unlock(&mirror->lock);
}

static void removes_under_the_lock_of_all(struct mirror *mirror)
{
	mutex_lock(&mirrors_lock);
	mmu_interval_notifier_remove(&mirror->notifier); // expect: registration-context error
	mutex_unlock(&mirrors_lock);
}

static int makes_the_lock_afterwards(unsigned long start, unsigned long length)
{
	struct mirror *mirror = kzalloc(sizeof(*mirror), GFP_KERNEL);
	int err;

	if (!mirror)
		return -ENOMEM;
	err = mmu_interval_notifier_insert(&mirror->notifier, current->mm, start, length, &mirror_interval_ops);
	if (err) {
		kfree(mirror);
		return err;
	}
	mutex_init(&mirror->lock); // expect: registration-context error
	mirror_publish(mirror);
	return 0;
}

static int makes_the_spinlock_afterwards(struct walker *walker, struct mm_struct *mm)
{
	int err;

	walker->mn.ops = &walker_ops;
	err = mmu_notifier_register(&walker->mn, mm);
	spin_lock_init(&walker->lock); // expect: registration-context error
	walker->mm = mm;
	return err;
}
