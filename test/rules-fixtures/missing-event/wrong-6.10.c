// SPDX-License-Identifier: MIT
// generation: 6.10
// Without the event the arguments slide; a bare number says UNMAP when it is 0, and nothing a reader can check otherwise.

static void event_left_out(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, 0, mm, addr, addr + PAGE_SIZE); // expect: missing-event error
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void four_arguments_of_5_0(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, mm, addr, addr + PAGE_SIZE); // expect: missing-event error
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void zero_for_an_event(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, 0, 0, mm, addr, addr + PAGE_SIZE); // expect: missing-event warning
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void another_number(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, (0x1), 0, mm, addr, addr + PAGE_SIZE); // expect: missing-event warning
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void owner_form_without_event(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, 0, mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: missing-event error
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void owner_form_with_a_number(struct migrate *migrate, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, 0, 0, mm, migrate->start, migrate->end, migrate->pgmap_owner); // expect: missing-event warning
	mmu_notifier_invalidate_range_start(&range);
	collect(migrate);
	mmu_notifier_invalidate_range_end(&range);
}

static void over_three_lines(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, /* flags */ 0, // expect: missing-event error
				mm,
				addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void on_the_callers_range(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_range_init(range, mm, 0, -1UL); // expect: missing-event error
	mmu_notifier_invalidate_range_start(range);
}

static void init_alone(struct mm_struct *mm, struct mmu_notifier_range *range)
{
	if (mm_is_shadowed(mm))
		mmu_notifier_range_init(range, 0, mm, mm->mmap_base, TASK_SIZE); // expect: missing-event error
}
