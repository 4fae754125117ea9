// SPDX-License-Identifier: MIT
// generation: 6.10
// built-without-notifier: possible
// Where CONFIG_MMU_NOTIFIER is off the range has a start and an end and nothing else.

static bool mm_of_the_range(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool same;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	same = range.mm == current->mm; // expect: config-guard warning
	mmu_notifier_invalidate_range_end(&range);
	return same;
}

static void event_logged(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	pr_debug("event %d\n", range.event); // expect: config-guard warning
	mmu_notifier_invalidate_range_end(&range);
}

static void flags_by_hand(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	range.flags |= MMU_NOTIFIER_RANGE_BLOCKABLE; // expect: config-guard warning
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void owner_through_a_pointer(struct mmu_notifier_range *range, void *owner)
{
	range->owner = owner; // expect: config-guard warning
	mmu_notifier_invalidate_range_start(range);
}

static void under_an_unrelated_symbol(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#ifdef CONFIG_DEBUG_VM
	check_mm(range.mm); // expect: config-guard warning
#endif
	mmu_notifier_invalidate_range_end(&range);
}

static void in_the_wrong_half(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#ifndef CONFIG_MMU_NOTIFIER
	check_mm(range.mm); // expect: config-guard warning
#endif
	mmu_notifier_invalidate_range_end(&range);
}

static void either_symbol(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
#if defined(CONFIG_DEBUG_VM) || defined(CONFIG_MMU_NOTIFIER)
	check_mm(range.mm); // expect: config-guard warning
#endif
	mmu_notifier_invalidate_range_end(&range);
}

static int subscribes_without_asking(struct mm_struct *mm, struct mmu_notifier *sub)
{
	return mmu_notifier_register(sub, mm); // expect: config-guard warning
}

static unsigned long reads_the_sequence(struct mmu_interval_notifier *sub)
{
	return mmu_interval_read_begin(sub); // expect: config-guard warning
}

struct walk_state {
	struct mmu_notifier_range range;
};

static void member_range(struct walk_state *state, struct mm_struct *mm)
{
	mmu_notifier_range_init(&state->range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&state->range);
	flush_all(state->range.mm); // expect: config-guard warning
	mmu_notifier_invalidate_range_end(&state->range);
}
