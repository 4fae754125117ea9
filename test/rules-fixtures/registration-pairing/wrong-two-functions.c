// SPDX-License-Identifier: MIT
// generation: 6.12
// One function fails to insert, and another that its caller calls removes.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	struct kref ref;
	bool watched;
};

static int pane_watch(struct pane *pane, struct mm_struct *mm)
{
	return mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);
}

static void pane_destroy(struct pane *pane)
{
	mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static int pane_init(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	mutex_init(&pane->lock);
	ret = pane_watch(pane, mm);
	if (ret)
		return ret;
	return pane_hw_init(pane);
}

static int calls_its_destructor(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	ret = pane_init(pane, mm);
	if (ret)
		goto err;
	return 0;
err:
	pane_destroy(pane); // expect: registration-pairing error
	return ret;
}

static int calls_it_by_another_way(struct inode *inode, struct file *file)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	file->private_data = pane;
	ret = pane_watch(pane, current->mm);
	if (ret)
		pane_destroy(file->private_data); // expect: registration-pairing error
	return ret;
}

static void pane_release(struct kref *count)
{
	pane_destroy(container_of(count, struct pane, ref));
}

static int drops_the_last_reference(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	kref_init(&pane->ref);
	ret = pane_watch(pane, mm);
	if (ret)
		kref_put(&pane->ref, pane_release); // expect: registration-pairing error
	return ret;
}

static int pane_start(struct pane *pane, struct mm_struct *mm)
{
	pane->watched = true;
	return mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);
}

static void pane_stop(struct pane *pane)
{
	if (pane->watched)
		mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static int calls_one_that_says_so_too_early(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	ret = pane_start(pane, mm);
	if (ret)
		pane_stop(pane); // expect: registration-pairing error
	return ret;
}
