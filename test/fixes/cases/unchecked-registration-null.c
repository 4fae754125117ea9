// generation: 6.12
static int client_open(struct client *client, struct mm_struct *mm)
{
	struct mmu_notifier *mn;

	mn = mmu_notifier_get(&walker_ops, mm);
	if (!mn)
		return -ENOMEM;
	client->walker = container_of(mn, struct walker, mn);
	return 0;
}
// --- Test `mn` for an error pointer
static int client_open(struct client *client, struct mm_struct *mm)
{
	struct mmu_notifier *mn;

	mn = mmu_notifier_get(&walker_ops, mm);
	if (IS_ERR(mn))
		return PTR_ERR(mn);
	client->walker = container_of(mn, struct walker, mn);
	return 0;
}
