// SPDX-License-Identifier: MIT
// generation: 6.12
// Error pointers that are asked for.

struct mirror {
	struct mmu_notifier mn;
	struct list_head pages;
	int id;
};

struct mirror_client {
	struct mmu_notifier *notifier;
	struct mirror *mirror;
};

static int tests_for_errors(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (IS_ERR(sub))
		return PTR_ERR(sub);
	client->mirror = container_of(sub, struct mirror, mn);
	return 0;
}

static int tests_for_both(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (IS_ERR_OR_NULL(sub))
		return -ENOMEM;
	client->mirror = container_of(sub, struct mirror, mn);
	return 0;
}

static int tests_for_one_after_the_other(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (!sub || IS_ERR(sub))
		return -ENOMEM;
	client->mirror = container_of(sub, struct mirror, mn);
	return 0;
}

static int where_there_may_be_none(struct mirror_client *client, struct mm_struct *mm, bool use)
{
	struct mmu_notifier *sub = NULL;

	if (use) {
		sub = mmu_notifier_get(&mirror_ops, mm);
		if (IS_ERR(sub))
			return PTR_ERR(sub);
	}
	if (sub)
		client->mirror = container_of(sub, struct mirror, mn);
	return 0;
}

static int takes_an_error_for_none(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (IS_ERR(sub))
		sub = NULL;
	client->notifier = sub;
	if (!sub)
		return -ENOMEM;
	return 0;
}

static struct mmu_notifier *hands_on(struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (!sub)
		return ERR_PTR(-ENOMEM);
	return sub;
}

// Of a first member an error pointer stays one.
static struct mirror *hands_on_what_it_is_part_of(struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (!sub)
		return NULL;
	return container_of(sub, struct mirror, mn);
}

static int has_somebody_ask(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *sub = mmu_notifier_get(&mirror_ops, mm);

	if (!sub)
		return -ENOMEM;
	return mirror_client_check(client, sub);
}

static int tells_by_a_number(struct mirror_client *client, struct mm_struct *mm)
{
	client->notifier = mmu_notifier_get(&mirror_ops, mm);
	if (!client->notifier)
		return -ENOMEM;
	return PTR_ERR_OR_ZERO(client->notifier);
}

static int gets_it_again(struct mirror_client *client, struct mm_struct *mm)
{
	struct mmu_notifier *first = mmu_notifier_get(&mirror_ops, mm);
	struct mmu_notifier *second;

	if (IS_ERR(first))
		return PTR_ERR(first);
	second = mmu_notifier_get(&mirror_ops, mm);
	if (!second)
		return -ENOMEM;
	client->mirror = container_of(second, struct mirror, mn);
	return 0;
}
