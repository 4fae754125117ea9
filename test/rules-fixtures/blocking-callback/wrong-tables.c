// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that sleep without asking, in tables of every form.

struct engine {
	struct mmu_interval_notifier notifier;
	struct mmu_notifier mn;
	struct mmu_notifier_ops mn_ops;
	struct mutex lock;
};

struct engine_kind {
	const char *name;
	struct mmu_interval_notifier_ops interval;
	const struct mmu_interval_notifier_ops *late;
};

struct engine_family {
	int count;
	struct engine_kind kind;
};

typedef struct mmu_interval_notifier_ops engine_interval_ops_t;
#define ENGINE_OPS const struct mmu_notifier_ops

static int set_one_by_one(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct engine *engine = container_of(mn, struct engine, mn);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mutex_unlock(&engine->lock);
	return 0;
}

static int engine_setup(struct engine *engine)
{
	engine->mn_ops.invalidate_range_start = set_one_by_one;
	engine->mn_ops.release = engine_release;
	engine->mn.ops = &engine->mn_ops;
	return mmu_notifier_register(&engine->mn, current->mm);
}

static void set_in_a_variable(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	msleep(1); // expect: blocking-callback
}

static struct mmu_notifier_ops engine_late_ops __ro_after_init;

static int __init engine_init(void)
{
	engine_late_ops.invalidate_range_end = &set_in_a_variable;
	return 0;
}

static void set_through_a_pointer(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	msleep(1); // expect: blocking-callback
}

static void engine_fill(struct mmu_notifier_ops *ops)
{
	ops->invalidate_range_end = set_through_a_pointer;
}

static bool in_a_literal(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static int engine_insert(struct engine *engine)
{
	return mmu_interval_notifier_insert(&engine->notifier, current->mm, 0, PAGE_SIZE,
					    &(const struct mmu_interval_notifier_ops){ .invalidate = in_a_literal });
}

static bool in_a_members_literal(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static bool in_a_member(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static const struct engine_kind first_kind = {
	.name = "first",
	.interval = { .invalidate = in_a_member },
	.late = &(const struct mmu_interval_notifier_ops){ .invalidate = in_a_members_literal },
};

static bool in_a_members_member(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static struct engine_family family = {
	.count = 1,
	.kind.interval.invalidate = in_a_members_member,
};

static bool in_an_array(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static const struct engine_kind kinds[] = {
	[0] = { .name = "plain" },
	[1] = { .name = "mirrored", .interval = { .invalidate = in_an_array } },
};

static bool under_an_alias(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static const engine_interval_ops_t alias_ops __maybe_unused = {
	.invalidate = under_an_alias,
};

static int under_a_macro(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	msleep(1); // expect: blocking-callback
	return 0;
}

static ENGINE_OPS macro_ops = {
	.invalidate_range_start = under_a_macro,
};

static bool of_a_function(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct engine *engine = container_of(mni, struct engine, notifier);

	mutex_lock(&engine->lock); // expect: blocking-callback
	mmu_interval_set_seq(mni, seq);
	mutex_unlock(&engine->lock);
	return true;
}

static int engine_insert_own(struct engine *engine)
{
	static const struct mmu_interval_notifier_ops own_ops = { .invalidate = of_a_function };

	return mmu_interval_notifier_insert(&engine->notifier, current->mm, 0, PAGE_SIZE, &own_ops);
}
