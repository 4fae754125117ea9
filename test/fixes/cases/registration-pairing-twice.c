// generation: 6.12
static void walker_unbind(struct walker *walker)
{
	mmu_notifier_unregister(&walker->mn, walker->mm);
	walker_stop();
	mmu_notifier_put(&walker->mn);
}
// --- Remove the second end
static void walker_unbind(struct walker *walker)
{
	mmu_notifier_unregister(&walker->mn, walker->mm);
	walker_stop();
}
