// generation: 6.12
int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err;

	walker->mn.ops = &walker_ops;
	err = mmu_notifier_register(&walker->mn, mm);
	if (err)
		pr_warn("no notifier: %d\n", err);
	walker->mm = mm;
	err = walker_start(walker);
	return err;
}
// --- `return err` when it fails
int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err;

	walker->mn.ops = &walker_ops;
	err = mmu_notifier_register(&walker->mn, mm);
	if (err) {
		pr_warn("no notifier: %d\n", err);
		return err;
	}
	walker->mm = mm;
	err = walker_start(walker);
	return err;
}
