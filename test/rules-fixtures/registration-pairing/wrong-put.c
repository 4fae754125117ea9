// SPDX-License-Identifier: MIT
// generation: 6.12
// What was put is freed before the core has called free_notifier with it.

struct mirror {
	struct mmu_notifier mn;
	struct list_head node;
	struct page **pages;
	spinlock_t lock;
	bool dead;
	int id;
};

static void straight(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	kfree(mirror); // expect: registration-pairing error
}

static void after_the_next_readers(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	kfree_rcu(mirror, rcu); // expect: registration-pairing error
}

static void mirror_drop(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
}

static void mirror_free(struct mirror *mirror)
{
	kvfree(mirror->pages);
	kmem_cache_free(mirror_cache, mirror); // expect: registration-pairing error
}

static void through_helpers(struct mirror_device *mdev, struct mirror *mirror)
{
	spin_lock(&mdev->lock);
	list_del(&mirror->node);
	mdev->count--;
	spin_unlock(&mdev->lock);
	mirror_drop(mirror);
	mirror_free(mirror);
}

static int on_the_way_out(struct mirror_device *mdev, struct mm_struct *mm)
{
	struct mmu_notifier *mn = mmu_notifier_get(&mirror_ops, mm);
	struct mirror *mirror;
	int ret;

	if (IS_ERR(mn))
		return PTR_ERR(mn);
	mirror = container_of(mn, struct mirror, mn);
	ret = mirror_device_enable(mdev, mirror);
	if (ret) {
		mmu_notifier_put(&mirror->mn);
		kfree(mirror); // expect: registration-pairing error
		return ret;
	}
	mdev->mirror = mirror;
	return 0;
}

static int unwinds(struct mirror_device *mdev, struct mm_struct *mm)
{
	struct mirror *mirror = kzalloc(sizeof(*mirror), GFP_KERNEL);
	int ret;

	if (!mirror)
		return -ENOMEM;
	mirror->mn.ops = &mirror_ops;
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret)
		goto free;
	ret = mirror_device_enable(mdev, mirror);
	if (ret)
		goto put;
	mdev->mirror = mirror;
	return 0;

put:
	mmu_notifier_put(&mirror->mn);
free:
	kfree(mirror); // expect: registration-pairing error
	return ret;
}

static void with_the_last_user(struct mirror *mirror)
{
	if (!refcount_dec_and_test(&mirror->users))
		return;
	mmu_notifier_put(&mirror->mn);
	mirror->dead = true;
	kvfree(mirror); // expect: registration-pairing error
}

static void waits_too_early(struct mirror *mirror)
{
	mmu_notifier_synchronize();
	mmu_notifier_put(&mirror->mn);
	kfree(mirror); // expect: registration-pairing error
}

static void all_of_them(struct mirror_device *mdev)
{
	struct mirror *mirror, *next;

	list_for_each_entry_safe(mirror, next, &mdev->mirrors, node) {
		list_del(&mirror->node);
		mmu_notifier_put(&mirror->mn);
		kfree(mirror); // expect: registration-pairing error
	}
}
