// generation: 6.12
static int view_snapshot(struct view_device *vdev, unsigned long start, unsigned long end)
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
			return ret;
	}
	mmu_interval_notifier_remove(&view.notifier);
	return 0;
}
// --- Call mmu_interval_notifier_remove() before `return ret;`
static int view_snapshot(struct view_device *vdev, unsigned long start, unsigned long end)
{
	struct view view = { .id = 1 };
	unsigned long addr;
	int ret;

	ret = mmu_interval_notifier_insert(&view.notifier, current->mm, start, end - start, &view_interval_ops);
	if (ret)
		return ret;
	for (addr = start; addr < end; addr += PAGE_SIZE) {
		ret = view_device_fault(vdev, addr);
		if (ret) {
			mmu_interval_notifier_remove(&view.notifier);
			return ret;
		}
	}
	mmu_interval_notifier_remove(&view.notifier);
	return 0;
}
