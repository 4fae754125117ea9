// SPDX-License-Identifier: MIT
// generation: 6.12
// Error pointers that are taken for what was asked for.

struct mirror {
	struct mmu_notifier mn;
	struct list_head pages;
	int id;
};

struct mirror_client {
	struct mmu_notifier *notifier;
	struct mirror *mirror;
};

static int tests_for_null(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub;

	sub = mmu_notifier_get(&mirror_ops, mm);
	if (!sub) // expect: unchecked-registration warning
		return -ENOMEM;
	client->mirror = container_of(sub, struct mirror, mn);
	return 0;
}

static int compares_with_null(struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (sub == NULL) // expect: unchecked-registration warning
		return -1;
	return container_of(sub, struct mirror, mn)->id;
}

static int keeps_it(struct mirror_client *client, struct mm_struct *mm)
{
	mmap_write_lock(mm);
	client->notifier = mmu_notifier_get_locked(&mirror_ops, mm);
	mmap_write_unlock(mm);
	if (client->notifier == NULL) { // expect: unchecked-registration warning
		mirror_client_fail(client);
		return -ENOMEM;
	}
	return 0;
}

static int the_other_way_round(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (sub) { // expect: unchecked-registration warning
		client->mirror = container_of(sub, struct mirror, mn);
		return 0;
	}
	return -ENOMEM;
}

static struct mmu_notifier *hands_on(struct mm_struct *mm)
{
	return mmu_notifier_get(&mirror_ops, mm);
}

static int tests_what_was_handed_on(struct mirror_client *client)
{
	struct mmu_notifier *sub = hands_on(current->mm);

	if (!sub) // expect: unchecked-registration warning
		return -ENOMEM;
	client->mirror = container_of(sub, struct mirror, mn);
	client->mirror->id = 1;
	return 0;
}
