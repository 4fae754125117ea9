// SPDX-License-Identifier: MIT
// generation: 6.12
// Objects that a function makes and gives, or an error as a pointer; and what is done on the way that nobody learns of them by.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct work_struct work;
	struct timer_list timer;
	struct rb_root_cached areas;
	struct list_head pages;
	int id;
};

static struct pane *pane_make(struct mm_struct *mm, unsigned long start)
{
	struct pane *made = kzalloc(sizeof(*made), GFP_KERNEL);
	int ret;

	if (!made)
		return ERR_PTR(-ENOMEM);
	mutex_init(&made->lock);
	ret = mmu_interval_notifier_insert(&made->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret) {
		kfree(made);
		return ERR_PTR(ret);
	}
	return made;
}

static int frees_what_it_was_given(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *got = pane_make(mm, start);
	int ret;

	if (IS_ERR(got))
		return PTR_ERR(got);
	ret = pane_hw_map(start);
	if (ret) {
		kfree(got); // expect: registration-pairing error
		return ret;
	}
	*out = got;
	return 0;
}

static struct pane *pane_alloc(int id)
{
	struct pane *fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);

	if (!fresh)
		return ERR_PTR(-ENOMEM);
	mutex_init(&fresh->lock);
	fresh->id = id;
	return fresh;
}

static struct pane *inserts_what_was_made(struct mm_struct *mm, unsigned long start)
{
	struct pane *plain = pane_alloc(1);
	int ret;

	if (IS_ERR_OR_NULL(plain))
		return plain;
	ret = mmu_interval_notifier_insert(&plain->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err;
	ret = pane_hw_map(start);
	if (ret)
		goto err;
	return plain;
err:
	kfree(plain); // expect: registration-pairing error
	return ERR_PTR(ret);
}

static void pane_work(struct work_struct *work)
{
	pane_hw_flush();
}

static void pane_tick(struct timer_list *timer)
{
	pane_hw_flush();
}

static int waits_for_its_work(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *busy = kzalloc(sizeof(*busy), GFP_KERNEL);
	int ret;

	if (!busy)
		return -ENOMEM;
	mutex_init(&busy->lock);
	INIT_WORK(&busy->work, pane_work);
	timer_setup(&busy->timer, pane_tick, 0);
	ret = mmu_interval_notifier_insert(&busy->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err_free;
	ret = pane_hw_map(start);
	if (ret)
		goto err_work;
	*out = busy;
	return 0;
err_work:
	cancel_work_sync(&busy->work);
	timer_delete_sync(&busy->timer);
err_free:
	mutex_destroy(&busy->lock);
	kfree(busy); // expect: registration-pairing error
	return ret;
}

static int looks_at_its_members(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *idle = kzalloc(sizeof(*idle), GFP_KERNEL);
	int ret;

	if (!idle)
		return -ENOMEM;
	INIT_LIST_HEAD(&idle->pages);
	idle->areas = RB_ROOT_CACHED;
	ret = mmu_interval_notifier_insert(&idle->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err;
	ret = pane_hw_map(start);
	if (ret) {
		WARN_ON(!RB_EMPTY_ROOT(&idle->areas.rb_root));
		WARN_ON(!list_empty(&idle->pages));
		goto err;
	}
	*out = idle;
	return 0;
err:
	kfree(idle); // expect: registration-pairing error
	return ret;
}
