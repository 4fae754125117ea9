// SPDX-License-Identifier: MIT
// generation: 6.12
// What is made or set after the registration, and no callback can find missing.

struct unit {
	struct device *dev;
	struct list_head pages;
};

struct shadow {
	struct mmu_interval_notifier notifier;
	struct mmu_notifier mn;
	struct mutex lock;
	struct list_head pages;
	struct list_head users;
	struct work_struct work;
	struct unit *unit;
	struct device *dev;
	struct completion ready;
	struct xarray pt;
	atomic_t count;
	unsigned long start;
	bool is_ready;
	int round;
};

static bool asking_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = container_of(mni, struct shadow, notifier);
	struct page_node *page;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&shadow->lock);
	mmu_interval_set_seq(mni, seq);
	shadow->round++;
	atomic_inc(&shadow->count);
	if (shadow->unit)
		shadow->unit->dev->stale = true;
	if (shadow->is_ready) {
		list_for_each_entry(page, &shadow->pages, node)
			page->stale = true;
		queue_work(system_wq, &shadow->work);
	}
	// Nothing is in it as long as nobody has put anything there.
	list_for_each_entry(page, &shadow->users, node)
		shadow->dev->stale = true;
	mutex_unlock(&shadow->lock);
	return true;
}

static const struct mmu_interval_notifier_ops asking_ops = {
	.invalidate = asking_invalidate,
};

static int sets_what_is_asked_for(struct file *file, struct unit *unit, struct device *dev)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->users);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &asking_ops);
	if (err) {
		kfree(shadow);
		return err;
	}
	INIT_LIST_HEAD(&shadow->pages);
	INIT_WORK(&shadow->work, shadow_work);
	shadow->unit = unit;
	shadow->dev = dev;
	shadow->start = 4096;
	atomic_set(&shadow->count, 1);
	shadow->is_ready = true;
	file->private_data = shadow;
	return 0;
}

static bool shadow_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = container_of(mni, struct shadow, notifier);
	struct page_node *page;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&shadow->lock);
	mmu_interval_set_seq(mni, seq);
	list_for_each_entry(page, &shadow->pages, node)
		page->stale = true;
	shadow->unit->dev->stale = true;
	mutex_unlock(&shadow->lock);
	return true;
}

static const struct mmu_interval_notifier_ops shadow_interval_ops = {
	.invalidate = shadow_invalidate,
};

static int makes_it_before(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	shadow->unit = unit;
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops);
	if (err) {
		kfree(shadow);
		return err;
	}
	// Somebody else's from now on.
	shadow->unit = unit_next(unit);
	file->private_data = shadow;
	return 0;
}

static int makes_it_when_the_insert_failed(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops);
	if (err) {
		INIT_LIST_HEAD(&shadow->pages);
		shadow->unit = unit;
		file->private_data = shadow;
	}
	return err;
}

static int holds_the_callbacks_lock(struct file *file, struct mm_struct *mm, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	mmap_write_lock(mm);
	mutex_lock(&shadow->lock);
	err = mmu_interval_notifier_insert_locked(&shadow->notifier, mm, 0, ULONG_MAX, &shadow_interval_ops);
	mmap_write_unlock(mm);
	if (!err) {
		INIT_LIST_HEAD(&shadow->pages);
		shadow->unit = unit;
	}
	mutex_unlock(&shadow->lock);
	file->private_data = shadow;
	return err;
}

static int is_given_an_object(struct shadow *shadow, struct unit *unit)
{
	int err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops);

	if (err)
		return err;
	INIT_LIST_HEAD(&shadow->pages);
	shadow->unit = unit;
	return 0;
}

static int has_others_make_it(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	shadow_prepare(shadow, unit);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops);
	if (err) {
		kfree(shadow);
		return err;
	}
	INIT_LIST_HEAD(&shadow->pages);
	shadow->unit = unit;
	return 0;
}

static int has_others_make_it_through_a_member(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	shadow_base_prepare(&shadow->mn, unit);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	return 0;
}

static int has_others_make_it_through_a_structure(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	struct shadow_request request = { .unit = unit };

	if (!shadow)
		return -ENOMEM;
	request.shadow = shadow;
	shadow_fulfil(&request);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	return 0;
}

static int has_others_find_it(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	file->private_data = shadow;
	shadow_open(file, unit);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops))
		return -ENOMEM;
	shadow->unit = unit;
	return 0;
}

static void shadow_fill(struct shadow *shadow, struct unit *unit)
{
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	shadow->unit = unit;
}

static int has_a_helper_make_it(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	shadow_fill(shadow, unit);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit_next(unit);
	return 0;
}

static int copies_a_template(struct file *file, const struct shadow *template, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	*shadow = *template;
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	return 0;
}

static int sets_it_on_some_ways_only(struct file *file, struct unit *unit, bool early)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	if (early)
		shadow->unit = unit;
	if (early && mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	if (!early)
		shadow->unit = unit;
	return 0;
}

static int holds_the_mmap_lock(struct file *file, struct mm_struct *mm, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	mmap_write_lock(mm);
	err = mmu_interval_notifier_insert_locked(&shadow->notifier, mm, 0, ULONG_MAX, &shadow_interval_ops);
	if (!err) {
		INIT_LIST_HEAD(&shadow->pages);
		shadow->unit = unit;
	}
	mmap_write_unlock(mm);
	file->private_data = shadow;
	return err;
}

static int has_a_caller_that_holds_it(struct file *file, struct vm_area_struct *vma, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	err = mmu_interval_notifier_insert_locked(&shadow->notifier, vma->vm_mm, vma->vm_start, PAGE_SIZE, &shadow_interval_ops);
	if (!err)
		shadow->unit = unit;
	file->private_data = shadow;
	return err;
}

static DEFINE_MUTEX(shadows_lock);

static bool waiting_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = container_of(mni, struct shadow, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&shadows_lock);
	mmu_interval_set_seq(mni, seq);
	shadow->unit->dev->stale = true;
	mutex_unlock(&shadows_lock);
	return true;
}

static const struct mmu_interval_notifier_ops waiting_ops = {
	.invalidate = waiting_invalidate,
};

// Whoever calls it may hold the lock of all.
static int is_called_under_the_lock_of_all(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &waiting_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	return 0;
}

static bool patient_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct shadow *shadow = container_of(mni, struct shadow, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	wait_for_completion(&shadow->ready);
	shadow->unit->dev->stale = true;
	mmu_interval_set_seq(mni, seq);
	return true;
}

static const struct mmu_interval_notifier_ops patient_ops = {
	.invalidate = patient_invalidate,
};

static int lets_it_go_on(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	init_completion(&shadow->ready);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &patient_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	complete_all(&shadow->ready);
	return 0;
}

// Which callbacks it gets, its caller says.
static int is_given_its_table(struct file *file, struct unit *unit, const struct mmu_interval_notifier_ops *ops)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	shadow->unit = unit;
	return 0;
}

// It is known to the core no longer.
static int takes_it_out_again(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &asking_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	mmu_interval_notifier_remove(&shadow->notifier);
	shadow->unit = unit;
	INIT_LIST_HEAD(&shadow->users);
	return 0;
}

static int publishes_it(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	WRITE_ONCE(shadow->unit, unit);
	if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops)) {
		kfree(shadow);
		return -ENOMEM;
	}
	WRITE_ONCE(shadow->unit, unit_next(unit));
	return 0;
}

static int fails_with_a_negative_number(struct file *file, struct unit *unit)
{
	struct shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
	int err;

	if (!shadow)
		return -ENOMEM;
	mutex_init(&shadow->lock);
	INIT_LIST_HEAD(&shadow->pages);
	err = mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops);
	if (err < 0)
		shadow->unit = unit;
	if (err == 0)
		return 0;
	INIT_LIST_HEAD(&shadow->pages);
	shadow->unit = unit;
	return unit_keep(shadow);
}

static int tries_again(struct file *file, struct unit *unit, struct list_head *units)
{
	struct shadow *shadow;

	list_for_each_entry(unit, units, node) {
		shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);
		if (!shadow)
			continue;
		mutex_init(&shadow->lock);
		INIT_LIST_HEAD(&shadow->pages);
again:
		shadow->unit = unit;
		if (mmu_interval_notifier_insert(&shadow->notifier, current->mm, 0, ULONG_MAX, &shadow_interval_ops) == -EINTR)
			goto again;
	}
	return 0;
}
