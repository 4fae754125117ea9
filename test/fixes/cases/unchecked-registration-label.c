// generation: 6.12
int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err = 0;

	mutex_lock(&walker_lock);
	if (walker->mm) {
		err = -EBUSY;
		goto unlock;
	}
	walker->mn.ops = &walker_ops;
	mmu_notifier_register(&walker->mn, mm);
	walker->mm = mm;
unlock:
	mutex_unlock(&walker_lock);
	return err;
}
// --- Check the result, and `goto unlock` when it fails
int walker_bind(struct walker *walker, struct mm_struct *mm)
{
	int err = 0;

	mutex_lock(&walker_lock);
	if (walker->mm) {
		err = -EBUSY;
		goto unlock;
	}
	walker->mn.ops = &walker_ops;
	err = mmu_notifier_register(&walker->mn, mm);
	if (err)
		goto unlock;
	walker->mm = mm;
unlock:
	mutex_unlock(&walker_lock);
	return err;
}
