// SPDX-License-Identifier: MIT
// generation: 6.10
// A start that reaches an exit of the function without end.

static int early_return_on_error(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	err = clear_one(vma, addr);
	if (err)
		return err;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void end_forgotten(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	zap_everything(vma);
}

static int goto_past_the_end(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int ret = -ENOMEM;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (!prepare(vma))
		goto out;
	ret = clear_one(vma, addr);
	if (ret)
		goto out_end;
	account(vma);
out_end:
	mmu_notifier_invalidate_range_end(&range);
out:
	return ret;
}

static int two_returns_one_cause(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (!prepare(vma))
		return -ENOMEM;
	if (clear_one(vma, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int end_under_unrelated_condition(struct vm_area_struct *vma, unsigned long addr, bool quiet)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_one(vma, addr);
	if (!quiet)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int condition_rewritten_between(struct vm_area_struct *vma, bool cow)
{
	struct mmu_notifier_range range;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	}
	cow = copy_ptes(vma);
	if (cow)
		mmu_notifier_invalidate_range_end(&range); // expect?: unpaired-end|uninitialized-range
	return 0;
}

static int flag_forgotten_on_one_branch(struct vm_area_struct *vma, unsigned long addr, bool big)
{
	struct mmu_notifier_range range;
	bool notified = false;

	if (big) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr & PMD_MASK, (addr & PMD_MASK) + PMD_SIZE);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		clear_big(vma, addr);
	} else {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
		notified = true;
		clear_one(vma, addr);
	}
	if (notified)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static void wrong_range_ended(struct mm_struct *a, struct mm_struct *b, unsigned long addr)
{
	struct mmu_notifier_range ra, rb;

	mmu_notifier_range_init(&ra, MMU_NOTIFY_CLEAR, 0, a, addr, addr + PAGE_SIZE);
	mmu_notifier_range_init(&rb, MMU_NOTIFY_CLEAR, 0, b, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&ra);
	mmu_notifier_invalidate_range_start(&rb); // expect: unpaired-start error
	move_one(a, b, addr);
	mmu_notifier_invalidate_range_end(&ra);
}

static int return_in_switch(struct vm_area_struct *vma, int behavior)
{
	struct mmu_notifier_range range;
	int ret = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	switch (behavior) {
	case 1:
		ret = free_lazily(vma);
		break;
	case 2:
		ret = free_now(vma);
		break;
	default:
		return -EINVAL;
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static int end_only_in_one_case(struct vm_area_struct *vma, int behavior)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	switch (behavior) {
	case 1:
		free_lazily(vma);
		fallthrough;
	case 2:
		mmu_notifier_invalidate_range_end(&range);
		break;
	case 3:
		free_now(vma);
		break;
	}
	return 0;
}

static int nonblock_success_leaks(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	if (mmu_notifier_invalidate_range_start_nonblock(&range)) // expect: unpaired-start error
		return -EAGAIN;
	if (!prepare(vma))
		return -ENOMEM;
	zap_everything(vma);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int return_in_statement_expression(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int n;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	n = ({
		int got = clear_one(vma, addr);

		if (got < 0)
			return got;
		got;
	});
	mmu_notifier_invalidate_range_end(&range);
	return n;
}

static int return_in_one_config_half(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
#ifdef CONFIG_HAVE_FAST_CLEAR
	if (fast_clear(vma, addr))
		return 0;
#else
	slow_clear(vma, addr);
#endif
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int break_out_of_do_while_zero(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	do {
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		err = clear_one(vma, addr);
		if (err)
			break;
		mmu_notifier_invalidate_range_end(&range);
	} while (0);
	return err;
}

static int guard_does_not_end_the_range(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	guard(mutex)(&vma_mutex);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (clear_one(vma, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int scoped_guard_return(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	scoped_guard(mutex, &vma_mutex) {
		if (clear_one(vma, addr))
			return -EAGAIN;
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

struct walk_state {
	struct mm_struct *mm;
	struct mmu_notifier_range range;
	unsigned long pages;
};

static int member_of_a_local_struct(struct vm_area_struct *vma, unsigned long addr)
{
	struct walk_state state;

	mmu_notifier_range_init(&state.range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&state.range); // expect: unpaired-start error
	if (clear_one(vma, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&state.range);
	return 0;
}

static int through_a_local_alias(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	struct mmu_notifier_range *r = &range;

	mmu_notifier_range_init(r, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(r); // expect: unpaired-start error
	if (clear_one(vma, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(r);
	return 0;
}

static int short_circuit_hides_the_end(struct vm_area_struct *vma, bool a, bool b)
{
	struct mmu_notifier_range range;

	if (a) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	}
	zap_everything(vma);
	if (a && b)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int address_of_field_cannot_end(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	widen_for_sharing(vma, &range.start, &range.end);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (clear_one(vma, range.start))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

enum example_step { STEP_IDLE, STEP_SCANNED = 4, STEP_NOTIFIED };

static int asks_for_a_later_step(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	enum example_step step = STEP_SCANNED;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_addr(mm, addr);
	if (step >= STEP_NOTIFIED)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_one_of_two(struct mm_struct *mm, unsigned long addr, int level)
{
	struct mmu_notifier_range range;

	if (level < 1 || level > 2)
		return 0;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_addr(mm, addr);
	if (level == 1)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_another_bit(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	unsigned int state = BIT(1);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	clear_addr(mm, addr);
	if (state & BIT(0))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

/* What was asked before the lock was taken is asked again under it: others may have changed it. */
static int asks_a_member_again(struct vm_area_struct *vma, spinlock_t *ptl)
{
	struct mmu_notifier_range range;

	if (vma->anon_vma)
		return 0;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	spin_lock(ptl);
	if (vma->anon_vma) {
		spin_unlock(ptl);
		return 0;
	}
	clear_addr(vma->vm_mm, 0);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
	return 1;
}

static int asks_a_function_again(struct folio *folio, struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	if (folio_test_large(folio))
		return -EBUSY;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	folio_lock(folio);
	if (folio_test_large(folio)) {
		folio_unlock(folio);
		return -EBUSY;
	}
	clear_addr(mm, 0);
	folio_unlock(folio);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
