// SPDX-License-Identifier: MIT
// generation: 6.12
// A table that is filled when the driver is loaded.

static int walker_start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN; // expect: fallible-start-with-end
	msleep(1);
	return 0;
}

static void walker_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
}

static struct mmu_notifier_ops walker_ops;

static int __init walker_init(void)
{
	walker_ops.invalidate_range_start = walker_start;
	walker_ops.invalidate_range_end = walker_end;
	return 0;
}
