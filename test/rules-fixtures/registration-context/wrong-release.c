// SPDX-License-Identifier: MIT
// generation: 7.0
// mmu_notifier_unregister() calls `release` itself.

struct mirror {
	struct mmu_notifier notifier;
	struct mutex lock;
	struct mm_struct *mm;
	bool is_dead;
};

static void mirror_release(struct mmu_notifier *notifier, struct mm_struct *mm)
{
	struct mirror *mirror = container_of(notifier, struct mirror, notifier);

	mutex_lock(&mirror->lock);
	mirror->is_dead = true;
	mutex_unlock(&mirror->lock);
}

static const struct mmu_notifier_ops mirror_ops = {
	.release = mirror_release,
};

void mirror_leave(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mmu_notifier_unregister(&mirror->notifier, mirror->mm); // expect: registration-context
	mutex_unlock(&mirror->lock);
}
