// SPDX-License-Identifier: MIT
// generation: 6.12
// What an object, or a helper, says of whether there is a subscription.

enum pane_state { PANE_NEW, PANE_REGISTERED, PANE_LIVE };
struct pane {
	struct mmu_notifier mn;
	struct mmu_interval_notifier notifier;
	struct mm_struct *mm;
	enum pane_state state;
	int stage;
	unsigned long flags;
	struct list_head entry;
};
struct slot {
	unsigned long tagged;
};

static void pane_free(struct pane *pane)
{
	switch (pane->state) {
	case PANE_LIVE:
	case PANE_REGISTERED:
		mmu_notifier_unregister(&pane->mn, pane->mm);
		break;
	case PANE_NEW:
		break;
	}
	kfree(pane);
}

static struct pane *state_in_a_switch(void)
{
	struct pane *made = kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return NULL;
	made->mm = current->mm;
	if (mmu_notifier_register(&made->mn, made->mm))
		goto fail;
	made->state = PANE_REGISTERED;
	if (pane_hw_init(made))
		goto fail;
	made->state = PANE_LIVE;
	return made;
fail:
	pane_free(made);
	return NULL;
}

static void pane_unwind(struct pane *pane)
{
	switch (pane->stage) {
	case 3:
		pane_hw_stop(pane);
		fallthrough;
	case 2:
		mmu_interval_notifier_remove(&pane->notifier);
		fallthrough;
	case 1:
		break;
	}
	kfree(pane);
}

static int stages(unsigned long start)
{
	struct pane *staged = kzalloc(sizeof(*staged), GFP_KERNEL);

	if (!staged)
		return -ENOMEM;
	staged->stage++;
	if (mmu_interval_notifier_insert(&staged->notifier, current->mm, start, PAGE_SIZE, &pane_interval_ops))
		goto fail;
	staged->stage++;
	if (pane_hw_init(staged))
		goto fail;
	staged->stage++;
	return 0;
fail:
	pane_unwind(staged);
	return -EIO;
}

static void pane_drop(struct pane *pane)
{
	if (test_bit(0, &pane->flags))
		mmu_interval_notifier_remove(&pane->notifier);
	kfree(pane);
}

static struct pane *pane_new(unsigned long start)
{
	struct pane *fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);

	if (!fresh)
		return NULL;
	if (mmu_interval_notifier_insert(&fresh->notifier, current->mm, start, PAGE_SIZE, &pane_interval_ops)) {
		pane_drop(fresh);
		return NULL;
	}
	set_bit(0, &fresh->flags);
	return fresh;
}

static void one_after_the_other(struct list_head *panes, int count)
{
	struct pane *next;

	while (count--) {
		next = pane_new(count * PAGE_SIZE);
		if (next)
			list_add(&next->entry, panes);
	}
}

static int found_by_its_address_and_a_bit(struct slot *slot, unsigned long start)
{
	struct pane *hidden = kzalloc(sizeof(*hidden), GFP_KERNEL);

	if (!hidden)
		return -ENOMEM;
	if (mmu_interval_notifier_insert(&hidden->notifier, current->mm, start, PAGE_SIZE, &pane_interval_ops)) {
		kfree(hidden);
		return -EINTR;
	}
	slot->tagged = (unsigned long)hidden | 1;
	if (pane_hw_map(start))
		return -EIO;
	return 0;
}

static int pane_watch(struct pane *pane, unsigned long start, bool *done)
{
	int err = mmu_interval_notifier_insert(&pane->notifier, current->mm, start, PAGE_SIZE, &pane_interval_ops);

	if (!err)
		*done = true;
	return err ? err : pane_hw_init(pane);
}

static int noted_by_a_helper(struct pane *pane, unsigned long start)
{
	bool done = false;
	int err = pane_watch(pane, start, &done);

	if (err && done)
		mmu_interval_notifier_remove(&pane->notifier);
	return err;
}
