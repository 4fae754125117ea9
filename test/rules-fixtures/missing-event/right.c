// SPDX-License-Identifier: MIT
// generation: 6.10
// Any expression that is not a bare number is the author's own choice.

#define WALK_EVENT MMU_NOTIFY_CLEAR

static void event_by_parameter(struct mm_struct *mm, unsigned long addr, enum mmu_notifier_event event)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, event, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_by_local(struct mm_struct *mm, unsigned long addr, bool cow)
{
	enum mmu_notifier_event event = MMU_NOTIFY_PROTECTION_PAGE;
	struct mmu_notifier_range range;

	if (cow)
		event = MMU_NOTIFY_CLEAR;
	mmu_notifier_range_init(&range, event, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_by_condition(struct mm_struct *mm, unsigned long addr, bool cow)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, cow ? MMU_NOTIFY_CLEAR : MMU_NOTIFY_PROTECTION_PAGE, 0,
				mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_by_macro(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, WALK_EVENT, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_by_call(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, event_for(vma), 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_one(vma, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void event_by_member(struct walk_args *args, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, args->event, 0, args->mm, addr, addr + PAGE_SIZE, args->owner);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(args->mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

/*
 * mmu_notifier_range_init(&range, mm, start, end) was the form of 5.0; a comment is no call.
 */
static const char *spelled_in_a_string(void)
{
	return "mmu_notifier_range_init(&range, mm, start, end)";
}

#if 0
static void switched_off(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	mmu_notifier_invalidate_range_end(&range);
}
#endif
