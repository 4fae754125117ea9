// SPDX-License-Identifier: MIT
// generation: 6.10
// Paired on every path that can happen: correlated conditions, flags, sentinels.

static int same_local_tested_twice(struct vm_area_struct *vma, int type)
{
	struct mmu_notifier_range range;

	if (type == 4) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_SOFT_DIRTY, 0, vma->vm_mm, 0, -1UL);
		mmu_notifier_invalidate_range_start(&range);
	}
	walk(vma, type);
	if (type == 4) {
		mmu_notifier_invalidate_range_end(&range);
		flush_all(vma->vm_mm);
	}
	return 0;
}

static int negated_second_test(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	bool is_cow = vma_needs_cow(vma);
	int ret = 0;

	if (is_cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	ret = copy_ptes(vma);
	if (!is_cow)
		return ret;
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static int unwritten_member(struct scan *s)
{
	struct mmu_notifier_range range;

	if (s->flags & SCAN_WP) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, s->mm, s->start, s->end);
		mmu_notifier_invalidate_range_start(&range);
	}
	s->found = walk(s->vma, 0);
	if (s->flags & SCAN_WP)
		mmu_notifier_invalidate_range_end(&range);
	return s->found;
}

struct scan_arg {
	unsigned long flags;
	unsigned long end;
};

struct scan_private {
	struct scan_arg arg;
	unsigned long found;
};

static int member_of_a_local_given_away(struct mm_struct *mm, unsigned long start, unsigned long flags)
{
	struct scan_private p = {};
	int ret = 0;

	p.arg.flags = flags;
	for (; start < TASK_SIZE; start = p.arg.end) {
		struct mmu_notifier_range range;

		if (p.arg.flags & SCAN_WP) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, mm, start, p.arg.end);
			mmu_notifier_invalidate_range_start(&range);
		}
		ret = walk_range(mm, start, &p);
		if (p.arg.flags & SCAN_WP)
			mmu_notifier_invalidate_range_end(&range);
		if (ret)
			break;
	}
	return ret;
}

static int flag_with_two_ends(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	bool notified = false;
	int err;

	err = prepare(vma);
	if (err)
		goto abort;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	notified = true;
	err = clear_one(vma, addr);
	if (err)
		goto abort;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
abort:
	undo(vma);
	if (notified)
		mmu_notifier_invalidate_range_end(&range);
	return err;
}

static void lazy_start_in_a_loop(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bool notified = false;

	for (; addr < end; addr += PAGE_SIZE) {
		if (!addr_is_mapped(mm, addr))
			continue;
		if (!notified) {
			notified = true;
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		clear_addr(mm, addr);
	}
	if (notified)
		mmu_notifier_invalidate_range_end(&range);
}

static long range_is_its_own_flag(struct mmu_gather *tlb, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long next;
	long pages = 0, ret = 0;

	range.start = 0;
	do {
again:
		next = next_boundary(addr, end);
		ret = prepare_table(vma, addr);
		if (ret) {
			pages = ret;
			break;
		}
		if (table_none(vma, addr))
			continue;
		if (!range.start) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, addr, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		ret = change_table(tlb, vma, addr, next);
		if (ret == -EAGAIN)
			goto again;
		pages += ret;
	} while (addr = next, addr != end);
	if (range.start)
		mmu_notifier_invalidate_range_end(&range);
	return pages;
}

static int conjunction_then_part(struct vm_area_struct *vma, bool a, bool b)
{
	struct mmu_notifier_range range;
	bool open = a && b;

	if (open) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap_everything(vma);
	if (open)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int both_parts_tested_one_by_one(struct vm_area_struct *vma, bool a, bool b)
{
	struct mmu_notifier_range range;

	if (a && b) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap_everything(vma);
	if (a) {
		if (b)
			mmu_notifier_invalidate_range_end(&range);
	}
	return 0;
}

static int call_result_in_a_variable(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	int huge = vma_is_huge(vma);

	if (huge > 0) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap_everything(vma);
	if (huge <= 0)
		return 0;
	mmu_notifier_invalidate_range_end(&range);
	return 1;
}

static int pointer_as_condition(struct mm_struct *mm, struct page *page)
{
	struct mmu_notifier_range range;

	if (page) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
	}
	flush_all(mm);
	if (page != NULL)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int switch_as_condition(struct mm_struct *mm, int kind)
{
	struct mmu_notifier_range range;

	switch (kind) {
	case 1:
	case 2:
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
		break;
	default:
		return -EINVAL;
	}
	flush_all(mm);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

// What the kernel runs on, it runs on to the end.
static int asks_the_machine(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (xen_pv_domain()) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (xen_pv_domain())
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_a_feature(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	int i;

	for (i = 0; i < 4; i++) {
		if (boot_cpu_has(X86_FEATURE_INVLPGB)) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		zap(vma, start, end);
		if (boot_cpu_has(X86_FEATURE_INVLPGB))
			mmu_notifier_invalidate_range_end(&range);
	}
	return 0;
}

// State kept in a bit that is written as a shift, or flipped.
static int keeps_a_shifted_bit(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	unsigned int state = 0;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		state |= 1U << 3;
	}
	zap(vma, start, end);
	if (state & (1U << 3))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int flips_a_bit(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	unsigned int state = 0;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		state ^= 1;
	}
	zap(vma, start, end);
	if (state)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

// The same said in other words.
enum example_stage { EXAMPLE_IDLE, EXAMPLE_SCANNED = 4, EXAMPLE_NOTIFIED };

static int keeps_a_bit_macro(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	unsigned int state = 0;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		state |= BIT(0);
	}
	zap(vma, start, end);
	if (state & BIT(0))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int keeps_a_stage(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	enum { IDLE, SCANNED, NOTIFIED } stage = IDLE;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		stage = NOTIFIED;
	}
	zap(vma, start, end);
	if (stage >= NOTIFIED)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int keeps_a_stage_of_the_file(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	enum example_stage stage = EXAMPLE_IDLE;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		stage = EXAMPLE_NOTIFIED;
	}
	zap(vma, start, end);
	if (stage > EXAMPLE_SCANNED)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int adds_a_constant(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	unsigned long done = 0;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		done += PAGE_SIZE;
	}
	zap(vma, start, end);
	if (done)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int writes_once(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;
	bool notified = false;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
		WRITE_ONCE(notified, true);
	}
	zap(vma, start, end);
	if (READ_ONCE(notified))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int keeps_a_conjunction(struct vm_area_struct *vma, unsigned long start, unsigned long end, int a, int b)
{
	struct mmu_notifier_range range;
	bool both = a && b;

	if (both) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (a && b)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int keeps_a_disjunction(struct vm_area_struct *vma, unsigned long start, unsigned long end, int a, int b)
{
	struct mmu_notifier_range range;
	bool none = !(a || b);

	if (!none) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (a || b)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int compares_with_true(struct vm_area_struct *vma, unsigned long start, unsigned long end, bool cow)
{
	struct mmu_notifier_range range;

	if (cow == true) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (cow)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_all_of_a_bit(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (vma->vm_flags & VM_LOCKED) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if ((vma->vm_flags & VM_LOCKED) == VM_LOCKED)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_a_remainder(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (start % 4096) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (start & 4095)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_whether_aligned(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (IS_ALIGNED(start, 4096)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (!(start & 4095))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int names_a_span_s_numbers(struct vm_area_struct *vma, unsigned long start, unsigned long end, int level)
{
	struct mmu_notifier_range range;

	if (level >= 1 && level <= 2) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (level == 1 || level == 2)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_a_static_key(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (static_branch_unlikely(&example_key)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (static_branch_unlikely(&example_key))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_for_a_capability(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (capable(CAP_SYS_ADMIN)) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (capable(CAP_SYS_ADMIN))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int compares_a_string(struct vm_area_struct *vma, unsigned long start, unsigned long end, const char *mode)
{
	struct mmu_notifier_range range;

	if (!strcmp(mode, "cow")) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (!strcmp(mode, "cow"))
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int compares_a_difference(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	if (end - start > 4096) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
		mmu_notifier_invalidate_range_start(&range);
	}
	zap(vma, start, end);
	if (start + 4096 < end)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

// A second question that goes the same way as the first, whatever it is behind.
static int asks_again_what_is_known(struct vm_area_struct *vma, unsigned long start, unsigned long end, spinlock_t *ptl)
{
	struct mmu_notifier_range range;

	if (!vma->anon_vma)
		return 0;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	zap(vma, start, end);
	spin_unlock(ptl);
	if (vma->anon_vma)
		mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asks_again_under_the_lock(struct vm_area_struct *vma, unsigned long start, unsigned long end, spinlock_t *ptl)
{
	struct mmu_notifier_range range;

	if (vma->anon_vma)
		return 0;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(ptl);
	if (vma->anon_vma) {
		spin_unlock(ptl);
		goto out;
	}
	zap(vma, start, end);
	spin_unlock(ptl);
out:
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
