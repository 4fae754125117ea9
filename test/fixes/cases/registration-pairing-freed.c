// generation: 6.12
static int view_open(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view;
	int ret;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX,
					   &view_interval_ops);
	if (ret)
		goto err_free;
	ret = view_device_enable(vdev);
	if (ret)
		goto err_free;
	vdev->view = view;
	return 0;

err_free:
	kfree(view);
	return ret;
}
// --- Call mmu_interval_notifier_remove() before `goto err_free;`
static int view_open(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view;
	int ret;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX,
					   &view_interval_ops);
	if (ret)
		goto err_free;
	ret = view_device_enable(vdev);
	if (ret) {
		mmu_interval_notifier_remove(&view->notifier);
		goto err_free;
	}
	vdev->view = view;
	return 0;

err_free:
	kfree(view);
	return ret;
}
