// generation: 6.12
static int view_open(struct view_device *vdev, struct mm_struct *mm)
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
		return ret;
	vdev->view = no_free_ptr(view);
	return 0;
}
// --- Call mmu_interval_notifier_remove() before `return ret;`
static int view_open(struct view_device *vdev, struct mm_struct *mm)
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
