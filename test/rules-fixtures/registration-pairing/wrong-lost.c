// SPDX-License-Identifier: MIT
// generation: 6.12
// What was begun is lost: the object is freed with its notifier in it, or nobody knows of it any more.

struct view {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct list_head node;
	struct page **pages;
	struct mm_struct *mm;
	int id;
};

static int through_the_label_of_the_insert(struct view_device *vdev, struct mm_struct *mm, unsigned long start, unsigned long length)
{
	struct view *view;
	int ret;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, start, length, &view_interval_ops);
	if (ret)
		goto err_free;
	ret = view_device_enable(vdev);
	if (ret)
		goto err_free;
	vdev->view = view;
	return 0;

err_free:
	kfree(view); // expect: registration-pairing error
	return ret;
}

static int frees_what_it_was_given(struct view *view, struct mm_struct *mm)
{
	int ret;

	view->mn.ops = &view_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret < 0)
		return ret;
	view->pages = kvcalloc(16, sizeof(*view->pages), GFP_KERNEL);
	if (!view->pages) {
		kfree_rcu(view, rcu); // expect: registration-pairing error
		return -ENOMEM;
	}
	return 0;
}

static void frees_before_it_removes(struct view *view, struct mm_struct *mm)
{
	if (mmu_interval_notifier_insert(&view->notifier, mm, 0, PAGE_SIZE, &view_interval_ops))
		return;
	kfree(view); // expect: registration-pairing error
	mmu_interval_notifier_remove(&view->notifier);
}

static void view_free(struct view *view)
{
	kvfree(view->pages);
	kmem_cache_free(view_cache, view); // expect: registration-pairing error
}

static int through_a_helper(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kmem_cache_zalloc(view_cache, GFP_KERNEL);
	int err;

	if (!view)
		return -ENOMEM;
	err = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (err)
		goto out;
	err = view_device_enable(vdev);
out:
	if (err)
		view_free(view);
	else
		vdev->view = view;
	return err;
}

static int view_watch(struct view *view, struct mm_struct *mm)
{
	int err = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);

	if (err)
		return err;
	view->id = ida_alloc(&view_ida, GFP_KERNEL);
	return view->id < 0 ? view->id : 0;
}

static struct view *by_a_caller(struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int err;

	if (!view)
		return ERR_PTR(-ENOMEM);
	err = view_watch(view, mm);
	if (err < 0)
		goto failed;
	err = view_id_check(view->id);
	if (err)
		goto failed;
	return view;

failed:
	kfree(view); // expect: registration-pairing error
	return ERR_PTR(err);
}

static int leaves_a_loop_over_the_stack(struct view_device *vdev, unsigned long start, unsigned long end)
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
			return ret; // expect: registration-pairing error
	}
	mmu_interval_notifier_remove(&view.notifier);
	return 0;
}

static int gives_it_up(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view;
	int ret;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		kfree(view);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret)
		return ret; // expect: registration-pairing error
	vdev->view = view;
	return 0;
}

static struct view *gives_it_up_for_good(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return NULL;
	if (mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops))
		goto free;
	if (view_device_enable(vdev))
		return ERR_PTR(-EIO); // expect: registration-pairing error
	return view;

free:
	kfree(view);
	return NULL;
}

static const struct mmu_notifier_ops quiet_ops = {
	.invalidate_range_start = quiet_start,
};

static int registers_and_gives_up(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	view->mn.ops = &quiet_ops;
	ret = mmu_notifier_register(&view->mn, mm);
	if (ret)
		goto free;
	view->mm = mm;
	if (view_device_is_gone(vdev))
		return -ENODEV; // expect: registration-pairing error
	vdev->view = view;
	return 0;

free:
	kfree(view);
	return ret;
}
