// SPDX-License-Identifier: MIT
// generation: 6.12
// What was begun is ended before its object goes, or by somebody else.

struct view {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mmu_interval_notifier second;
	struct list_head node;
	struct work_struct work;
	struct kref kref;
	refcount_t users;
	struct page **pages;
	struct mm_struct *mm;
	bool inserted;
	int id;
};

static int ladder(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err_free;
	ret = view_device_enable(vdev);
	if (ret)
		goto err_remove;
	vdev->view = view;
	return 0;

err_remove:
	mmu_interval_notifier_remove(&view->notifier);
err_free:
	kfree(view);
	return ret;
}

static void view_destroy(struct view *view)
{
	if (view->inserted)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view->pages);
	kfree(view);
}

static int through_its_destructor(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	view->inserted = true;
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return 0;

err:
	view_destroy(view);
	return ret;
}

static int asks_the_core(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&view->mn, mm);

	if (ret)
		goto out;
	ret = view_device_enable(vdev);
out:
	if (ret) {
		if (view->mn.mm)
			mmu_notifier_unregister(&view->mn, mm);
		kfree(view);
	}
	return ret;
}

static int remembers_in_a_local(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	bool watched = false;
	int ret = 0;

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		watched = true;
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (watched)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static int as_the_device_wants_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;

	if (!view)
		return -ENOMEM;
	if (vdev->mirrors) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto free;
	}
	ret = view_device_enable(vdev);
	if (!ret)
		return view_device_keep(vdev, view);
	if (vdev->mirrors)
		mmu_interval_notifier_remove(&view->notifier);
free:
	kfree(view);
	return ret;
}

static int as_somebody_says(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;

	if (!view)
		return -ENOMEM;
	if (view_wants_mirror())
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto free;
	ret = view_device_enable(vdev);
	if (!ret)
		return view_device_keep(vdev, view);
	if (view_wants_mirror())
		mmu_interval_notifier_remove(&view->notifier);
free:
	kfree(view);
	return ret;
}

static int has_others_end_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto free;
	ret = view_device_enable(vdev);
	if (ret) {
		view_unwatch(view);
		goto free;
	}
	return view_device_keep(vdev, view);
free:
	kfree(view);
	return ret;
}

static int has_others_find_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	vdev->view = view;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto free;
	ret = view_device_enable(vdev);
	if (ret)
		goto stop;
	return 0;

stop:
	view_device_stop(vdev);
free:
	vdev->view = NULL;
	kfree(view);
	return ret;
}

static int has_others_find_it_on_a_list(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto free;
	list_add(&view->node, &vdev->views);
	ret = view_device_enable(vdev);
	if (ret)
		goto stop;
	return 0;

stop:
	view_device_stop(vdev);
	list_del(&view->node);
free:
	kfree(view);
	return ret;
}

static int is_given_both(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);

	if (ret)
		goto free;
	ret = view_device_enable(vdev);
	if (ret)
		goto free;
	return 0;

free:
	view_device_stop(vdev);
	kfree(view);
	return ret;
}

static int leaves_it_to_its_caller(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);

	if (ret)
		return ret;
	view->inserted = true;
	return view_device_enable(vdev);
}

static int calls_one_that_does(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = leaves_it_to_its_caller(vdev, view, mm);
	if (ret)
		view_destroy(view);
	return ret;
}

static int leaves_it_on_a_list(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	list_add_tail(&view->node, &vdev->views);
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	return view_device_enable(vdev);
}

static int leaves_it_in_an_xarray(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		kfree(view);
		return ret;
	}
	xa_store(&vdev->xa, 1, view, GFP_KERNEL);
	if (view_device_enable(vdev))
		return -EIO;
	return 0;
}

static int leaves_it_to_a_work_item(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	INIT_WORK(&view->work, view_work);
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		kfree(view);
		return ret;
	}
	if (view_device_enable(vdev)) {
		schedule_work(&view->work);
		return -EIO;
	}
	return view_device_keep(vdev, view);
}

static void view_release(struct kref *count)
{
	struct view *view = container_of(count, struct view, kref);

	mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int drops_its_reference(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	kref_init(&view->kref);
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		kfree(view);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		kref_put(&view->kref, view_release);
		return ret;
	}
	return view_device_keep(vdev, view);
}

static void view_drop(struct view *view)
{
	if (refcount_dec_and_test(&view->users))
		kfree(view);
}

static int is_not_the_last(struct view *view, struct mm_struct *mm)
{
	int ret;

	refcount_inc(&view->users);
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret == 0 && view->id == 0)
		ret = -EIO;
	view_drop(view);
	return ret;
}

static int by_a_managed_action(struct device *dev, struct mm_struct *mm)
{
	struct view *view = devm_kzalloc(dev, sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	ret = devm_add_action_or_reset(dev, view_stop, view);
	if (ret)
		return ret;
	return view_enable(dev) ? -EIO : 0;
}

static int by_a_cleanup(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(view_destroy) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	view->inserted = true;
	if (view_device_enable(vdev))
		return -EIO;
	vdev->view = no_free_ptr(view);
	return 0;
}

static void free_notifier(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct view, mn));
}

static int puts_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	view->mn.ops = &putting_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret) {
		kfree(view);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		mmu_notifier_put(&view->mn);
		return ret;
	}
	return view_device_keep(vdev, view);
}

static const struct mmu_notifier_ops ending_ops = {
	.release = ending_release,
};

static int ends_with_the_mm(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	view->mn.ops = &ending_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret) {
		kfree(view);
		return ret;
	}
	return view_device_is_gone(vdev) ? -ENODEV : 0;
}

static int frees_another(struct view *view, struct view *old, struct mm_struct *mm)
{
	int ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);

	kfree(old);
	kfree(view->pages);
	view->pages = NULL;
	return ret;
}

static int frees_what_contains_another(struct work_struct *work, struct view *other, struct mm_struct *mm)
{
	struct view *view = container_of(work, struct view, work);
	int ret = mmu_interval_notifier_insert(&other->notifier, mm, 0, ULONG_MAX, &view_interval_ops);

	if (!ret)
		ret = -EAGAIN;
	kfree(view);
	return ret;
}

static int only_when_it_failed(struct view *view, struct mm_struct *mm)
{
	int ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	bool failed = ret != 0;

	view->id = 1;
	if (failed)
		kfree(view);
	return ret;
}

static int of_many(struct view *views, int count, struct view_device *vdev, struct mm_struct *mm)
{
	int i, ret;

	for (i = 0; i < count; i++) {
		ret = mmu_interval_notifier_insert(&views[i].notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto undo;
	}
	ret = view_device_count(count);
	if (ret)
		goto undo;
	return 0;

undo:
	while (i--)
		mmu_interval_notifier_remove(&views[i].notifier);
	kfree(views);
	return ret;
}

static int on_the_stack(struct view_device *vdev, unsigned long start, unsigned long end)
{
	struct view view = { .id = 1 };
	unsigned long addr;
	int ret;

	ret = mmu_interval_notifier_insert(&view.notifier, current->mm, start, end - start, &view_interval_ops);
	if (ret)
		return ret;
	for (addr = start; addr < end; addr += PAGE_SIZE) {
		ret = view_device_fault(vdev, addr);
		if (ret)
			break;
	}
	mmu_interval_notifier_remove(&view.notifier);
	return ret;
}

static int on_the_stack_with_a_helper(struct view_device *vdev)
{
	struct view view = { .id = 1 };
	int ret;

	ret = mmu_interval_notifier_insert(&view.notifier, current->mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	ret = view_device_fault(vdev, 0);
	view_finish(&view);
	return ret;
}

static int both_of_them(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, PAGE_SIZE, &view_interval_ops);
	if (ret)
		goto free;
	ret = mmu_interval_notifier_insert(&view->second, mm, PAGE_SIZE, PAGE_SIZE, &view_interval_ops);
	if (ret)
		goto remove;
	return view_device_keep(vdev, view);

remove:
	mmu_interval_notifier_remove(&view->notifier);
free:
	kfree(view);
	return ret;
}

static int says_how_many(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int count;

	if (!view)
		return -ENOMEM;
	count = view_device_count(16);
	if (!count || mmu_interval_notifier_insert(&view->notifier, mm, 0, PAGE_SIZE, &view_interval_ops)) {
		kfree(view);
		return 0;
	}
	return count;
}
