// SPDX-License-Identifier: MIT
// generation: 7.0
// `release` may sleep, but not under a spinlock that it took itself.

struct mirror {
	struct mmu_notifier notifier;
	spinlock_t lock;
	struct mutex list_lock;
};

static void mirror_release(struct mmu_notifier *notifier, struct mm_struct *mm)
{
	struct mirror *mirror = container_of(notifier, struct mirror, notifier);

	mutex_lock(&mirror->list_lock);
	mirror_unlink(mirror);
	mutex_unlock(&mirror->list_lock);
	spin_lock(&mirror->lock);
	mutex_lock(&mirror->list_lock); // expect: atomic-callback error
	mirror_unlink(mirror);
	mutex_unlock(&mirror->list_lock);
	spin_unlock(&mirror->lock);
}

static const struct mmu_notifier_ops mirror_ops = {
	.release = mirror_release,
};
