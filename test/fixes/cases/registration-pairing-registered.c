// generation: 6.12
static int view_bind(struct view *view, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&view->mn, mm);

	if (ret)
		return ret;
	view->pages = kvcalloc(16, sizeof(*view->pages), GFP_KERNEL);
	if (!view->pages) {
		kfree(view);
		return -ENOMEM;
	}
	return 0;
}
// --- Call mmu_notifier_unregister() before `kfree(view);`
static int view_bind(struct view *view, struct mm_struct *mm)
{
	int ret = mmu_notifier_register(&view->mn, mm);

	if (ret)
		return ret;
	view->pages = kvcalloc(16, sizeof(*view->pages), GFP_KERNEL);
	if (!view->pages) {
		mmu_notifier_unregister(&view->mn, mm);
		kfree(view);
		return -ENOMEM;
	}
	return 0;
}
