// generation: 5.0
static void mirror_wait(struct mirror *mirror)
{
	wait_event(mirror->queue, mirror->idle);
}

static int mirror_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mirror_stop(mirror);
	mirror_wait(mirror);
	return 0;
}

static const struct mmu_notifier_ops mirror_ops = {
	.invalidate_range_start = mirror_start,
};
// --- `return -EAGAIN` at once if `range` is not blockable
static void mirror_wait(struct mirror *mirror)
{
	wait_event(mirror->queue, mirror->idle);
}

static int mirror_start(struct mmu_notifier *mn,
			const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!range->blockable)
		return -EAGAIN;
	mirror_stop(mirror);
	mirror_wait(mirror);
	return 0;
}

static const struct mmu_notifier_ops mirror_ops = {
	.invalidate_range_start = mirror_start,
};
