// SPDX-License-Identifier: MIT
// generation: 6.12
// Members of structures: that do not sleep, are called where one may, or are not certain.

struct chip;
struct chip_ops {
	void (*zap)(struct chip *chip, unsigned long start, unsigned long end);
	void (*poke)(struct chip *chip);
};
struct chip {
	struct mmu_notifier mn;
	struct mutex lock;
	const struct chip_ops *ops;
};

static void v1_zap(struct chip *chip, unsigned long start, unsigned long end)
{
	mutex_lock(&chip->lock);
	chip_write(chip, start, end);
	mutex_unlock(&chip->lock);
}

static void v1_poke(struct chip *chip)
{
	chip_write(chip, 0, 0);
}

static const struct chip_ops v1_ops = { .zap = v1_zap, .poke = v1_poke };
#ifdef CONFIG_CHIP_V2
static const struct chip_ops some_ops = { .zap = v1_zap };
#else
static const struct chip_ops some_ops = { .poke = v1_poke };
#endif

static int another_member(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	v1_ops.poke(chip);
	return 0;
}

static int asks_before(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	v1_ops.zap(chip, range->start, range->end);
	return 0;
}

static int of_an_object(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	chip->ops->zap(chip, range->start, range->end);
	return 0;
}

static int one_of_two(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct chip *chip = container_of(mn, struct chip, mn);

	some_ops.zap(chip, range->start, range->end);
	return 0;
}

static const struct mmu_notifier_ops another_member_ops = { .invalidate_range_start = another_member };
static const struct mmu_notifier_ops asks_before_ops = { .invalidate_range_start = asks_before };
static const struct mmu_notifier_ops of_an_object_ops = { .invalidate_range_start = of_an_object };
static const struct mmu_notifier_ops one_of_two_ops = { .invalidate_range_start = one_of_two };
