// SPDX-License-Identifier: MIT
// generation: 6.12
// Members that the callback uses without asking, made when it may have been called already.

struct unit {
	struct device *dev;
	spinlock_t lock;
	unsigned long mask;
};

struct shadow_ops {
	void (*drop)(struct shadow *shadow, unsigned long start, unsigned long end);
};

struct shadow {
	struct mmu_interval_notifier notifier;
	struct mmu_notifier mn;
	struct mutex lock;
	struct list_head pages;
	struct list_head node;
	struct work_struct work;
	struct workqueue_struct *wq;
	wait_queue_head_t idle;
	struct kref users;
	struct unit *unit;
	const struct shadow_ops *ops;
	int round;
};

static inline struct shadow *to_shadow(struct mmu_interval_notifier *mni)
{
	return container_of(mni, struct shadow, notifier);
}

static bool shadow_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = to_shadow(mni);
	struct page_node *page;

	if (range->event == MMU_NOTIFY_SOFT_DIRTY)
		return true;
	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&shadow->lock);
	mmu_interval_set_seq(mni, seq);
	list_for_each_entry(page, &shadow->pages, node)
		page->stale = true;
	mutex_unlock(&shadow->lock);
	return true;
}

static const struct mmu_interval_notifier_ops shadow_interval_ops = {
	.invalidate = shadow_invalidate,
};

static bool queued_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = to_shadow(mni);

	spin_lock(&shadow->unit->lock);
	mmu_interval_set_seq(mni, seq);
	spin_unlock(&shadow->unit->lock);
	shadow->round++;
	queue_work(shadow->wq, &shadow->work);
	return true;
}

static const struct mmu_interval_notifier_ops queued_ops = {
	.invalidate = queued_invalidate,
};

static int shadow_start(struct mmu_notifier *subscription, const struct mmu_notifier_range *range)
{
	struct shadow *shadow = container_of(subscription, struct shadow, mn);

	shadow->ops->drop(shadow, range->start, range->end);
	return 0;
}

static void shadow_end(struct mmu_notifier *subscription, const struct mmu_notifier_range *range)
{
	struct shadow *shadow = container_of(subscription, struct shadow, mn);

	wake_up(&shadow->idle);
	if (list_empty(&shadow->node))
		return;
	list_del_init(&shadow->node);
}

static const struct mmu_notifier_ops shadow_ops = {
	.invalidate_range_start = shadow_start,
	.invalidate_range_end = shadow_end,
};

static struct shadow *makes_the_list_afterwards(unsigned long start, unsigned long length)
{
	struct shadow *shadow;
	int err;

	shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	if (!shadow)
		return ERR_PTR(-ENOMEM);
	mutex_init(&shadow->lock);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, start, length, &shadow_interval_ops);
	if (err) {
		kfree(shadow);
		return ERR_PTR(err);
	}
	INIT_LIST_HEAD(&shadow->pages); // expect: registration-context error
	return shadow;
}

static int makes_the_list_under_the_lock_that_nobody_held(struct file *file, unsigned long length)
{
	struct shadow *shadow = kmalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, length, &shadow_interval_ops);
	if (err)
		goto free;
	mutex_lock(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages); // expect: registration-context error
	mutex_unlock(&shadow->lock);
	file->private_data = shadow;
	return 0;
free:
	kfree(shadow);
	return err;
}

static int sets_the_unit_afterwards(struct file *file, struct unit *unit, struct workqueue_struct *wq)
{
	struct shadow *shadow = kvzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	shadow->wq = wq;
	INIT_WORK(&shadow->work, shadow_work);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &queued_ops);
	if (err) {
		kvfree(shadow);
		return err;
	}
	shadow->unit = unit; // expect: registration-context error
	file->private_data = shadow;
	return 0;
}

static int makes_the_work_afterwards(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	shadow->unit = unit;
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &queued_ops);
	if (err)
		goto free;
	INIT_WORK(&shadow->work, shadow_work); // expect: registration-context error
	file->private_data = shadow;
	return 0;
free:
	kfree(shadow);
	return err;
}

static int makes_the_queue_afterwards(struct shadow **made)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	INIT_LIST_HEAD(&shadow->node);
	shadow->ops = &plain_shadow_ops;
	shadow->mn.ops = &shadow_ops;
	err = mmu_notifier_register(&shadow->mn, current->mm);
	if (err) {
		kfree(shadow);
		return err;
	}
	init_waitqueue_head(&shadow->idle); // expect: registration-context error
	*made = shadow;
	return 0;
}

static int shadow_register(struct shadow *shadow, struct mm_struct *mm)
{
	shadow->mn.ops = &shadow_ops;
	return mmu_notifier_register(&shadow->mn, mm);
}

static int sets_the_ops_after_a_helper(struct shadow **made, const struct shadow_ops *ops)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	INIT_LIST_HEAD(&shadow->node);
	init_waitqueue_head(&shadow->idle);
	err = shadow_register(shadow, current->mm);
	if (err) {
		kfree(shadow);
		return err;
	}
	shadow->ops = ops; // expect: registration-context error
	*made = shadow;
	return 0;
}

static void shadow_prepare(struct shadow *shadow)
{
	INIT_LIST_HEAD(&shadow->node);
	mutex_init(&shadow->lock);
}

static int has_the_node_made_by_a_helper(struct shadow **made)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	init_waitqueue_head(&shadow->idle);
	shadow->ops = &plain_shadow_ops;
	err = shadow_register(shadow, current->mm);
	if (err)
		goto free;
	shadow_prepare(shadow); // expect: registration-context error
	*made = shadow;
	return 0;
free:
	kfree(shadow);
	return err;
}

static int sets_it_once_the_mmap_lock_was_dropped(struct shadow **made, struct mm_struct *mm, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	INIT_WORK(&shadow->work, shadow_work);
	mmap_write_lock(mm);
	err = mmu_interval_notifier_insert_locked(&shadow->notifier, mm, 0, ULONG_MAX, &queued_ops);
	mmap_write_unlock(mm);
	if (err) {
		kfree(shadow);
		return err;
	}
	shadow->unit = unit; // expect: registration-context error
	*made = shadow;
	return 0;
}
