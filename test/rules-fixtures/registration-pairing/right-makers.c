// SPDX-License-Identifier: MIT
// generation: 6.12
// The same, where what waits in the background ends the subscription, or somebody else does.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct work_struct work;
	struct hrtimer timer;
	bool watched;
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

static int ends_what_it_was_given(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *got = pane_make(mm, start);
	int ret;

	if (IS_ERR(got))
		return PTR_ERR(got);
	ret = pane_hw_map(start);
	if (ret) {
		mmu_interval_notifier_remove(&got->notifier);
		kfree(got);
		return ret;
	}
	*out = got;
	return 0;
}

static void pane_retire(struct work_struct *work)
{
	struct pane *retired = container_of(work, struct pane, work);

	mmu_interval_notifier_remove(&retired->notifier);
}

static int its_work_ends_it(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *busy = kzalloc(sizeof(*busy), GFP_KERNEL);
	int ret;

	if (!busy)
		return -ENOMEM;
	mutex_init(&busy->lock);
	INIT_WORK(&busy->work, pane_retire);
	ret = mmu_interval_notifier_insert(&busy->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err_free;
	ret = pane_hw_map(start);
	if (ret)
		goto err_work;
	*out = busy;
	return 0;
err_work:
	queue_work(system_wq, &busy->work);
	flush_work(&busy->work);
err_free:
	mutex_destroy(&busy->lock);
	kfree(busy);
	return ret;
}

static int some_function_of_another_file_ends_it(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *far = kzalloc(sizeof(*far), GFP_KERNEL);
	int ret;

	if (!far)
		return -ENOMEM;
	INIT_WORK(&far->work, pane_generic_work);
	ret = mmu_interval_notifier_insert(&far->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err_free;
	schedule_work(&far->work);
	ret = pane_hw_map(start);
	if (ret)
		goto err_work;
	*out = far;
	return 0;
err_work:
	cancel_work_sync(&far->work);
err_free:
	kfree(far);
	return ret;
}

static int its_timer_ends_it(struct mm_struct *mm, unsigned long start, struct pane **out)
{
	struct pane *timed = kzalloc(sizeof(*timed), GFP_KERNEL);
	int ret;

	if (!timed)
		return -ENOMEM;
	hrtimer_init(&timed->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timed->timer.function = pane_ring;
	ret = mmu_interval_notifier_insert(&timed->notifier, mm, start, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		goto err_free;
	hrtimer_start(&timed->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	ret = pane_hw_map(start);
	if (ret)
		goto err_timer;
	*out = timed;
	return 0;
err_timer:
	hrtimer_cancel(&timed->timer);
err_free:
	kfree(timed);
	return ret;
}
