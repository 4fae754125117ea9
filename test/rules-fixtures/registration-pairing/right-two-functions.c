// SPDX-License-Identifier: MIT
// generation: 6.12
// One function fails to insert, and another that its caller calls knows.

struct pane {
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	struct mutex lock;
	struct kref ref;
	bool watched;
};

static int pane_start(struct pane *pane, struct mm_struct *mm)
{
	int ret = mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);

	if (ret)
		return ret;
	pane->watched = true;
	return 0;
}

static void pane_stop(struct pane *pane)
{
	if (pane->watched)
		mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static int says_so_afterwards(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	ret = pane_start(pane, mm);
	if (ret)
		pane_stop(pane);
	return ret;
}

static void pane_release(struct kref *count)
{
	pane_stop(container_of(count, struct pane, ref));
}

static int says_so_afterwards_with_references(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	kref_init(&pane->ref);
	ret = pane_start(pane, mm);
	if (ret)
		kref_put(&pane->ref, pane_release);
	return ret;
}

static int pane_try(struct pane *pane, struct mm_struct *mm)
{
	int ret;

	pane->watched = true;
	ret = mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);
	if (ret)
		pane->watched = false;
	return ret;
}

static int takes_it_back(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	ret = pane_try(pane, mm);
	if (ret)
		pane_stop(pane);
	return ret;
}

static void pane_destroy(struct pane *pane)
{
	mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static int pane_watch(struct pane *pane, struct mm_struct *mm)
{
	return mmu_interval_notifier_insert(&pane->notifier, mm, 0, PAGE_SIZE, &pane_interval_ops);
}

static int only_later(struct pane *pane, struct mm_struct *mm)
{
	int ret = pane_watch(pane, mm);

	if (ret)
		goto free;
	ret = pane_hw_init(pane);
	if (ret)
		goto destroy;
	return 0;
destroy:
	pane_destroy(pane);
	return ret;
free:
	kfree(pane);
	return ret;
}

static void pane_gone(struct kref *count)
{
	struct pane *pane = container_of(count, struct pane, ref);

	if (!RB_EMPTY_NODE(&pane->notifier.interval_tree.rb))
		mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static int asks_the_core(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	kref_init(&pane->ref);
	ret = pane_watch(pane, mm);
	if (ret)
		kref_put(&pane->ref, pane_gone);
	return ret;
}

static void pane_end(struct kref *count)
{
	pane_destroy(container_of(count, struct pane, ref));
}

static int drops_it_when_it_was_there(struct mm_struct *mm)
{
	struct pane *pane = kzalloc(sizeof(*pane), GFP_KERNEL);
	int ret;

	if (!pane)
		return -ENOMEM;
	kref_init(&pane->ref);
	ret = pane_watch(pane, mm);
	if (ret) {
		kfree(pane);
		return ret;
	}
	ret = pane_hw_init(pane);
	if (ret)
		kref_put(&pane->ref, pane_end);
	return ret;
}
