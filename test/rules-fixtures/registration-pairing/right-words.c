// SPDX-License-Identifier: MIT
// generation: 6.10
// Whether the notifier is in is remembered in words that are exchanged, counted and tested at once, and in maps of bits.

struct view {
	struct mmu_interval_notifier notifier;
	unsigned long flags;
	atomic_t on;
	DECLARE_BITMAP(map, VIEW_BITS);
};

static int cmpxchg_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	int on = 0;

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		cmpxchg(&on, 0, 1);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (cmpxchg(&on, 1, 0) == 1)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void cmpxchg_destroy(struct view *view)
{
	if (cmpxchg(&view->on, 1, 0) == 1)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int cmpxchg_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	cmpxchg(&view->on, 0, 1);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	cmpxchg_destroy(view);
	return ret;
}

static int cmpxchg_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (cmpxchg(&view->on, 0, 1))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		WRITE_ONCE(view->on, 0);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (cmpxchg(&view->on, 1, 0) == 1)
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int try_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	int on = 0, was = 1;

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		on = 1;
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (try_cmpxchg(&on, &was, 0))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void try_destroy(struct view *view)
{
	if (xchg(&view->on, 0))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int try_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	xchg(&view->on, 1);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	try_destroy(view);
	return ret;
}

static int try_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (xchg(&view->on, 1))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		xchg(&view->on, 0);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (xchg(&view->on, 0))
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int atomic_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	atomic_t on = ATOMIC_INIT(0);

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		atomic_set(&on, 1);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (atomic_cmpxchg(&on, 1, 0) == 1)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void atomic_destroy(struct view *view)
{
	if (atomic_cmpxchg(&view->on, 1, 0) == 1)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int atomic_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	atomic_set(&view->on, 1);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	atomic_destroy(view);
	return ret;
}

static int atomic_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (atomic_cmpxchg(&view->on, 0, 1))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		atomic_set(&view->on, 0);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (atomic_cmpxchg(&view->on, 1, 0) == 1)
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int positive_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	atomic_t on = ATOMIC_INIT(0);

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		atomic_inc(&on);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (atomic_dec_if_positive(&on) >= 0)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void positive_destroy(struct view *view)
{
	if (atomic_dec_if_positive(&view->on) >= 0)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int positive_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	atomic_inc(&view->on);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	positive_destroy(view);
	return ret;
}

static int positive_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (atomic_inc_return(&view->on) > 1)
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		atomic_dec(&view->on);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (atomic_dec_if_positive(&view->on) >= 0)
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int unless_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	atomic_t on = ATOMIC_INIT(0);

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		atomic_inc(&on);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (atomic_add_unless(&on, -1, 0))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void unless_destroy(struct view *view)
{
	if (atomic_add_unless(&view->on, -1, 0))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int unless_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	atomic_inc(&view->on);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	unless_destroy(view);
	return ret;
}

static int unless_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (!atomic_add_unless(&view->on, 1, 1))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		atomic_dec(&view->on);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (atomic_add_unless(&view->on, -1, 0))
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int map_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	unsigned long on[2] = { 0 };

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		set_bit(70, on);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (test_bit(70, on))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void map_destroy(struct view *view)
{
	if (test_bit(VIEW_ON, view->map))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int map_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	set_bit(VIEW_ON, view->map);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	map_destroy(view);
	return ret;
}

static int map_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (test_and_set_bit(VIEW_ON, view->map))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		clear_bit(VIEW_ON, view->map);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (test_bit(VIEW_ON, view->map))
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int mapd_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	DECLARE_BITMAP(on, 70) = { 0 };

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		set_bit(69, on);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (!bitmap_empty(on, 70))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void mapd_destroy(struct view *view)
{
	if (!bitmap_empty(view->map, VIEW_BITS))
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int mapd_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	set_bit(VIEW_ON, view->map);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	mapd_destroy(view);
	return ret;
}

static int mapd_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (test_and_set_bit(VIEW_ON, view->map))
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		clear_bit(VIEW_ON, view->map);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (!bitmap_empty(view->map, VIEW_BITS))
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}

static int fetch_fn(struct view_device *vdev, struct mm_struct *mm, bool watch)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret = 0;
	atomic_t on = ATOMIC_INIT(0);

	if (!view)
		return -ENOMEM;
	if (watch) {
		ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
		if (ret)
			goto out;
		atomic_or(2, &on);
	}
	ret = view_device_enable(vdev);
	if (!ret) {
		vdev->view = view;
		return 0;
	}
out:
	if (atomic_fetch_andnot(2, &on) & 2)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
	return ret;
}

static void fetch_destroy(struct view *view)
{
	if (atomic_fetch_andnot(2, &view->on) & 2)
		mmu_interval_notifier_remove(&view->notifier);
	kfree(view);
}

static int fetch_helped(struct view_device *vdev, struct mm_struct *mm)
{
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret)
		goto err;
	atomic_or(2, &view->on);
	ret = view_device_enable(vdev);
	if (ret)
		goto err;
	return view_device_keep(vdev, view);
err:
	fetch_destroy(view);
	return ret;
}

static int fetch_first(struct view_device *vdev, struct view *view, struct mm_struct *mm)
{
	int ret;

	if (atomic_fetch_or(2, &view->on) & 2)
		return -EBUSY;
	ret = mmu_interval_notifier_insert(&view->notifier, mm, 0, ULONG_MAX, &view_interval_ops);
	if (ret) {
		atomic_andnot(2, &view->on);
		return ret;
	}
	ret = view_device_enable(vdev);
	if (ret) {
		if (atomic_fetch_andnot(2, &view->on) & 2)
			mmu_interval_notifier_remove(&view->notifier);
		kfree(view);
	}
	return ret;
}
