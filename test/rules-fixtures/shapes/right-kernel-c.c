// SPDX-License-Identifier: MIT
// generation: 6.10

static int nested_switches(struct vm_area_struct *vma, int a, int b)
{
	struct mmu_notifier_range range;
	int ret = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	switch (a) {
	case 1:
		switch (b) {
		case 2:
			goto out;
		default:
			break;
		}
		ret = 1;
		break;
	default:
		ret = -EINVAL;
	}
out:
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static void do_while_without_body_end(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long next;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	do {
		next = next_boundary(addr, end);
		if (clear_some(mm, addr))
			break;
	} while (addr = next, addr != end);
	mmu_notifier_invalidate_range_end(&range);
}

static int statement_expression(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int n;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	n = ({
		int got;

		mmu_notifier_invalidate_range_start(&range);
		got = clear_one(vma, addr);
		mmu_notifier_invalidate_range_end(&range);
		got;
	});
	return n;
}

static void freed_by_cleanup(struct mm_struct *mm, unsigned long addr)
{
	struct buffer *buffer __free(kfree) = kmalloc(sizeof(*buffer), GFP_KERNEL);
	struct mmu_notifier_range range;

	if (!buffer)
		return;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	clear_into(mm, addr, buffer);
	mmu_notifier_invalidate_range_end(&range);
}

static struct buffer *returned_past_its_cleanup(struct mm_struct *mm, unsigned long addr)
{
	struct buffer *buffer __free(kfree) = kmalloc(sizeof(*buffer), GFP_KERNEL);
	struct mmu_notifier_range range;

	if (!buffer)
		return NULL;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (clear_into(mm, addr, buffer)) {
		mmu_notifier_invalidate_range_end(&range);
		return_ptr(buffer);
	}
	mmu_notifier_invalidate_range_end(&range);
	return NULL;
}

static int end_in_a_comma_expression(struct mm_struct *mm, unsigned long addr)
{
	struct mmu_notifier_range range;
	int n;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + PAGE_SIZE);
	return mmu_notifier_invalidate_range_start(&range),
	       n = clear_addr(mm, addr),
	       mmu_notifier_invalidate_range_end(&range),
	       n;
}

static int conditions_on_one_line(struct mm_struct *mm, bool a)
{
	struct mmu_notifier_range range; int err = 0;
	if (a) { mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE); mmu_notifier_invalidate_range_start(&range); }
	err = clear_all(mm);
	if (a) mmu_notifier_invalidate_range_end(&range);
	return err;
}

static void *declared_after_a_label(struct mm_struct *mm, bool again)
{
retry:
	{
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
		mmu_notifier_invalidate_range_start(&range);
		again = clear_all(mm) == -EAGAIN;
		mmu_notifier_invalidate_range_end(&range);
	}
	if (again)
		goto retry;
	return NULL;
}

struct other_api {
	int (*mmu_notifier_invalidate_range_start)(struct mmu_notifier_range *range);
};

static int a_member_of_that_name(struct other_api *api, struct mmu_notifier_range *range)
{
	return api->mmu_notifier_invalidate_range_start(range);
}

static void my_mmu_notifier_invalidate_range_start(struct mm_struct *mm)
{
	flush_all(mm);
}

static void a_longer_name(struct mm_struct *mm)
{
	my_mmu_notifier_invalidate_range_start(mm);
}

static void computed_goto(struct mm_struct *mm, int n)
{
	static const void *table[] = { &&one, &&two };
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	goto *table[n];
one:
	clear_all(mm);
two:
	mmu_notifier_invalidate_range_end(&range);
}
