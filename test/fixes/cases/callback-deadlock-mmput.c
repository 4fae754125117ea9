// generation: 6.10
static int tracer_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct tracer *tracer = container_of(mn, struct tracer, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	if (!mmget_not_zero(range->mm))
		return 0;
	tracer->count++;
	mmput(range->mm);
	return 0;
}

static const struct mmu_notifier_ops tracer_ops = {
	.invalidate_range_start = tracer_start,
};
// --- Use `mmput_async()`, which tears nothing down here
static int tracer_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct tracer *tracer = container_of(mn, struct tracer, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	if (!mmget_not_zero(range->mm))
		return 0;
	tracer->count++;
	mmput_async(range->mm);
	return 0;
}

static const struct mmu_notifier_ops tracer_ops = {
	.invalidate_range_start = tracer_start,
};
