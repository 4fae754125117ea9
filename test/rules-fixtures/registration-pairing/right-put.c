// SPDX-License-Identifier: MIT
// generation: 6.12
// What was put is freed by free_notifier, or when that was waited for.

struct mirror_state {
	struct list_head pages;
};

struct mirror {
	struct mmu_notifier mn;
	struct list_head node;
	struct page **pages;
	struct mirror_state *state;
	struct completion freed;
	wait_queue_head_t wait;
	spinlock_t lock;
	refcount_t users;
	atomic_t count;
	bool is_free;
	int holders;
};

static void mirror_free_notifier(struct mmu_notifier *mn)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror->is_free = true;
	complete(&mirror->freed);
	wake_up(&mirror->wait);
}

static void leaves_it_to_the_core(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
}

static void waits_for_the_core(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	mmu_notifier_synchronize();
	kfree(mirror);
}

static void mirror_wait(void)
{
	mmu_notifier_synchronize();
}

static void waits_in_a_helper(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	mirror_wait();
	kfree(mirror);
}

static void waits_elsewhere(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	mirror_core_wait();
	kfree(mirror);
}

static void waits_for_a_completion(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	wait_for_completion(&mirror->freed);
	kfree(mirror);
}

static void waits_in_a_queue(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	wait_event(mirror->wait, mirror->is_free);
	kfree(mirror);
}

static void mirror_settle(struct mirror *mirror)
{
	wait_event(mirror->wait, READ_ONCE(mirror->is_free));
}

static void waits_in_a_queue_of_a_helper(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	mirror_settle(mirror);
	kfree(mirror);
}

static void looks_again_and_again(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	while (!READ_ONCE(mirror->is_free))
		cpu_relax();
	kfree(mirror);
}

static void looks_and_sleeps(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	while (!READ_ONCE(mirror->is_free))
		msleep(1);
	kfree(mirror);
}

static void looks_at_the_completion(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	while (!completion_done(&mirror->freed))
		msleep(1);
	kfree(mirror);
}

static void sleeps_and_looks(struct mirror *mirror)
{
	bool done;

	mmu_notifier_put(&mirror->mn);
	do {
		usleep_range(10, 20);
		spin_lock(&mirror->lock);
		done = mirror->is_free;
		spin_unlock(&mirror->lock);
	} while (!done);
	kfree(mirror);
}

static void is_one_of_two_holders(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	if (refcount_dec_and_test(&mirror->users))
		kfree(mirror);
}

static void is_one_of_two_holders_by_another_count(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	if (atomic_dec_return(&mirror->count) == 0)
		kfree(mirror);
}

static void is_one_of_two_holders_under_a_lock(struct mirror *mirror)
{
	bool last;

	mmu_notifier_put(&mirror->mn);
	spin_lock(&mirror->lock);
	last = --mirror->holders == 0;
	spin_unlock(&mirror->lock);
	if (last)
		kfree(mirror);
}

static bool mirror_drop(struct mirror *mirror)
{
	return refcount_dec_and_test(&mirror->users);
}

static void is_one_of_two_holders_in_a_helper(struct mirror *mirror)
{
	bool last;

	mmu_notifier_put(&mirror->mn);
	last = mirror_drop(mirror);
	if (last)
		kfree(mirror);
}

static void mirror_release(struct kref *kref)
{
	kfree(container_of(kref, struct mirror, kref));
}

static void drops_its_own_reference(struct mirror *mirror)
{
	mmu_notifier_put(&mirror->mn);
	kref_put(&mirror->kref, mirror_release);
}

static void frees_what_else_there_is(struct mirror *mirror)
{
	struct mirror_state *state = mirror->state;

	kvfree(mirror->pages);
	mirror->pages = NULL;
	mmu_notifier_put(&mirror->mn);
	kfree(state);
}

static void frees_who_knows_it(struct mirror_file *file)
{
	mmu_notifier_put(file->mn);
	kfree(file);
}

static void frees_the_other(struct mirror *mirror, struct mirror *old)
{
	mmu_notifier_put(&mirror->mn);
	kfree(old);
}

static void unregisters(struct mirror *mirror, struct mm_struct *mm)
{
	mmu_notifier_unregister(&mirror->mn, mm);
	kfree(mirror);
}

static int never_registered(struct mirror_device *mdev, struct mm_struct *mm)
{
	struct mirror *mirror = kzalloc(sizeof(*mirror), GFP_KERNEL);
	int ret;

	if (!mirror)
		return -ENOMEM;
	mirror->mn.ops = &mirror_ops;
	ret = mmu_notifier_register(&mirror->mn, mm);
	if (ret) {
		kfree(mirror);
		return ret;
	}
	ret = mirror_device_enable(mdev, mirror);
	if (ret)
		mmu_notifier_put(&mirror->mn);
	else
		mdev->mirror = mirror;
	return ret;
}

static void all_of_them(struct mirror_device *mdev)
{
	struct mirror *mirror, *next;

	list_for_each_entry(mirror, &mdev->mirrors, node)
		mmu_notifier_put(&mirror->mn);
	mmu_notifier_synchronize();
	list_for_each_entry_safe(mirror, next, &mdev->mirrors, node) {
		list_del(&mirror->node);
		kfree(mirror);
	}
}

static void one_behind_the_other(struct mirror_device *mdev)
{
	struct mirror *mirror, *last = NULL;

	list_for_each_entry(mirror, &mdev->mirrors, node) {
		kfree(last);
		last = mirror;
		mmu_notifier_put(&mirror->mn);
		mirror_core_wait();
	}
	kfree(last);
}
