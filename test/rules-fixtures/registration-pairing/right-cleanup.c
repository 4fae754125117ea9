// SPDX-License-Identifier: MIT
// generation: 6.12
// Clean-ups at the end of a scope that find nothing registered, or nothing at all.

struct view {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct page **pages;
	struct list_head node;
	bool inserted;
	int id;
};

DEFINE_FREE(view_destroy, struct view *, if (_T) view_destroy(_T))

static int ends_it_itself(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	ret = view_device_enable(vdev);
	if (ret) {
		mmu_interval_notifier_remove(&view->notifier);
		return ret;
	}
	vdev->view = no_free_ptr(view);
	return 0;
}

static struct view *returns_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return NULL;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ERR_PTR(ret);
	if (view_device_is_quiet(vdev))
		return_ptr(view);
	view_device_tell(vdev);
	return no_free_ptr(view);
}

static int fails_when_it_was_handed_on(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	list_add(&no_free_ptr(view)->node, &vdev->views);
	return view_device_enable(vdev);
}

static int is_kept_by_others(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	view_device_keep(vdev, view);
	retain_and_null_ptr(view);
	ret = view_device_enable(vdev);
	if (ret)
		return ret;
	return view_device_is_gone(vdev) ? -ENODEV : 0;
}

static int by_a_class_of_the_file(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(view_destroy) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	view->inserted = true;
	return view_device_enable(vdev);
}

static int by_a_class_of_a_header(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(view_put) = NULL;
	int ret;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	return view_device_enable(vdev);
}

static int frees_what_else_there_is(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	struct page **pages __free(kvfree) = kvcalloc(16, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	return view_device_pin(vdev, view, pages);
}

static int only_sometimes(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view __free(kfree) = NULL;
	int ret = 0;

	if (watch) {
		view = kzalloc(sizeof(*view), GFP_KERNEL);
		if (!view)
			return -ENOMEM;
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (view)
			mmu_interval_notifier_remove(&view->notifier);
		return ret;
	}
	if (view)
		vdev->view = no_free_ptr(view);
	return 0;
}

static int remembers_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	struct view *kept = NULL;
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (!ret)
		kept = no_free_ptr(view);
	if (kept && view_device_enable(vdev)) {
		mmu_interval_notifier_remove(&kept->notifier);
		kfree(kept);
		return -EIO;
	}
	vdev->view = kept;
	return ret;
}

static int waits_before_its_end(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	view->mn.ops = &view_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret)
		return ret;
	if (view_device_is_gone(vdev)) {
		mmu_notifier_put(&view->mn);
		mmu_notifier_synchronize();
		return -ENODEV;
	}
	vdev->view = no_free_ptr(view);
	return 0;
}

static int fills_it_in(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = NULL;
	int ret;

	ret = view_device_make(vdev, &view);
	if (ret)
		return ret;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	ret = view_device_take(vdev, &view);
	return ret;
}
