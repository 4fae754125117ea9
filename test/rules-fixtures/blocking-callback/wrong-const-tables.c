// SPDX-License-Identifier: MIT
// generation: 6.12
// What a callback calls through a structure that nobody changes.

struct chip;
struct chip_ops {
	void (*zap)(struct chip *chip, unsigned long start, unsigned long end);
	void (*poke)(struct chip *chip);
};
struct chip {
	struct mmu_notifier mn;
	struct mutex lock;
};

static void v1_zap(struct chip *chip, unsigned long start, unsigned long end)
{
	mutex_lock(&chip->lock);
	chip_write(chip, start, end);
	mutex_unlock(&chip->lock);
}

static const struct chip_ops v1_ops = { .zap = v1_zap };

static int itself(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	v1_ops.zap(chip, range->start, range->end); // expect: blocking-callback error
	return 0;
}

static int by_a_pointer(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);
	const struct chip_ops *ops = &v1_ops;

	ops->zap(chip, range->start, range->end); // expect: blocking-callback error
	return 0;
}

static void zap_all(struct chip *chip, unsigned long start, unsigned long end)
{
	v1_ops.zap(chip, start, end);
}

static int deeper_down(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	zap_all(chip, range->start, range->end); // expect: blocking-callback error
	return 0;
}

static const struct mmu_notifier_ops itself_ops = { .invalidate_range_start = itself };
static const struct mmu_notifier_ops by_a_pointer_ops = { .invalidate_range_start = by_a_pointer };
static const struct mmu_notifier_ops deeper_down_ops = { .invalidate_range_start = deeper_down };
