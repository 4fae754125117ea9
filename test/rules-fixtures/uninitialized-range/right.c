// SPDX-License-Identifier: MIT
// generation: 6.10

static void initialiser_with_mm(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range = {
		.flags = 0,
		.event = MMU_NOTIFY_CLEAR,
		.mm = mm,
		.start = addr,
		.end = addr + PAGE_SIZE,
	};

	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void callers_range(struct mmu_notifier_range *range, struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_start(range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(range);
}

static void filled_by_the_unseen(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	describe_range(&range, mm, addr);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void describe(struct mmu_notifier_range *r, struct mm_struct *mm, unsigned long addr)
{
	mmu_notifier_range_init(r, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
}

static void filled_by_a_helper(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	describe(&range, mm, addr);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void stores_before_init(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;

	range.start = max(vma->vm_start, addr);
	if (range.start >= vma->vm_end)
		return;
	range.end = min(vma->vm_end, end);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, range.start, range.end);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void init_on_both_branches(struct mm_struct *mm, unsigned long addr, bool big)
{
	struct mmu_notifier_range range;

	if (big)
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr & PMD_MASK, (addr & PMD_MASK) + PMD_SIZE);
	else
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void copied_from_another(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range whole, part;

	mmu_notifier_range_init(&whole, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PMD_SIZE);
	part = whole;
	part.end = addr + PAGE_SIZE;
	mmu_notifier_invalidate_range_start(&part);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&part);
}

static void compound_literal(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;

	range = (struct mmu_notifier_range){ .mm = mm, .start = addr, .end = addr + PAGE_SIZE, .event = MMU_NOTIFY_CLEAR };
	mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	mmu_notifier_invalidate_range_end(&range);
}

static void init_under_the_same_condition(struct mm_struct *mm, unsigned long addr, bool cow)
{
	struct mmu_notifier_range range;

	if (cow)
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	charge(mm);
	if (cow)
		mmu_notifier_invalidate_range_start(&range);
	clear_addr(mm, addr);
	if (cow)
		mmu_notifier_invalidate_range_end(&range);
}

static void initialised_once_used_in_a_loop(struct mm_struct *mm, int n)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, -1UL);
	while (n--) {
		mmu_notifier_invalidate_range_start(&range);
		clear_all(mm);
		mmu_notifier_invalidate_range_end(&range);
	}
}

struct session {
	struct mm_struct *mm;
	struct mmu_notifier_range range;
};

static int heap_object_set_up_elsewhere(struct mm_struct *mm)
{
	struct session *s = session_of(mm);

	mmu_notifier_invalidate_range_start(&s->range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&s->range);
	return 0;
}

static struct mmu_notifier_range shared_range;

static void global_set_up_elsewhere(struct mm_struct *mm)
{
	mmu_notifier_invalidate_range_start(&shared_range);
	clear_all(mm);
	mmu_notifier_invalidate_range_end(&shared_range);
}
