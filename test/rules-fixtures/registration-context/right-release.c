// SPDX-License-Identifier: MIT
// generation: 7.0
// What `release` may do: it is waited for by nobody who invalidates, and may sleep, and reclaim, under a lock that is held elsewhere for that.

struct mirror {
	struct mmu_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	void *dump;
};

static void mirror_release(struct mmu_notifier *notifier, struct mm_struct *mm)
{
	struct mirror *mirror = container_of(notifier, struct mirror, notifier);

	mutex_lock(&mirror->lock);
	mirror->dump = kmalloc(PAGE_SIZE, GFP_KERNEL);
	flush_work(&mirror_work);
	mutex_unlock(&mirror->lock);
}

static const struct mmu_notifier_ops mirror_ops = {
	.release = mirror_release,
};

void mirror_leave(struct mirror *mirror)
{
	struct mm_struct *mm;

	mutex_lock(&mirror->lock);
	mm = mirror->mm;
	mirror->mm = NULL;
	mutex_unlock(&mirror->lock);
	mmu_notifier_unregister(&mirror->notifier, mm);
}

void mirror_reset(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	kfree(mirror->dump);
	mirror->dump = kzalloc(PAGE_SIZE, GFP_KERNEL);
	mmap_read_lock(mirror->mm);
	mirror_scan(mirror);
	mmap_read_unlock(mirror->mm);
	mutex_unlock(&mirror->lock);
}
