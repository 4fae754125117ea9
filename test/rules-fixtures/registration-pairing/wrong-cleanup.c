// SPDX-License-Identifier: MIT
// generation: 6.12
// A clean-up at the end of a scope frees the object with its notifier in it.

struct view {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct page **pages;
	bool inserted;
	int id;
};

static int returns_in_between(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	ret = view_device_enable(vdev);
	if (ret)
		return ret; // expect: registration-pairing error
	vdev->view = no_free_ptr(view);
	return 0;
}

static struct view *returns_a_pointer(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kvfree) = kvzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return ERR_PTR(-ENOMEM);
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ERR_PTR(ret);
	view->id = ida_alloc(&view_ida, GFP_KERNEL);
	if (view->id < 0)
		return ERR_PTR(view->id); // expect: registration-pairing error
	return_ptr(view);
}

static int ends_a_block(struct view_device *vdev, struct mm_struct *mm)
{
	int ret;

	scoped_guard(mutex, &vdev->lock) {
		struct view *view __free(kfree) = NULL;

		view = kzalloc(sizeof(*view), GFP_KERNEL);
		if (!view)
			return -ENOMEM;
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			return ret;
		ret = view_device_enable(vdev);
		if (ret)
			goto out; // expect: registration-pairing error
		vdev->view = no_free_ptr(view);
	}
out:
	return ret;
}

static int view_watch(struct view *view, struct mm_struct *mm)
{
	return mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
}

static int through_a_helper(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = view_watch(view, mm);
	if (ret)
		return ret;
	if (view_device_is_gone(vdev))
		return -ENODEV; // expect: registration-pairing error
	return view_device_keep(vdev, no_free_ptr(view));
}

static int registers(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	view->mn.ops = &view_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret)
		return ret;
	view->pages = kvcalloc(16, sizeof(*view->pages), GFP_KERNEL);
	if (!view->pages)
		return -ENOMEM; // expect: registration-pairing error
	vdev->view = view;
	retain_and_null_ptr(view);
	return 0;
}

static int puts(struct view_device *vdev, struct mm_struct *mm)
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
		return -ENODEV; // expect: registration-pairing error
	}
	vdev->view = no_free_ptr(view);
	return 0;
}

static int takes_it_out_and_frees_it(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view __free(kfree) = kzalloc(sizeof(*view), GFP_KERNEL);
	struct view *kept;
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		return ret;
	kept = no_free_ptr(view);
	if (view_device_enable(vdev)) {
		kfree(kept); // expect: registration-pairing error
		return -EIO;
	}
	vdev->view = kept;
	return 0;
}
