// SPDX-License-Identifier: MIT
// generation: 6.10
// Kernel C as it is: annotations, macros with types, loops by macro, #if inside expressions. The mistake is always the same.

static __always_inline int __must_check annotated(struct vm_area_struct *vma, unsigned long addr) __releases(ptl)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (unlikely(clear_one(vma, addr)))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int types_as_macro_arguments(struct vm_area_struct *vma, struct list_head *list, unsigned long addr)
{
	struct mmu_notifier_range range;
	struct item *first = list_first_entry(list, struct item, node);
	unsigned long limit = min_t(unsigned long, first->end, addr + PMD_SIZE);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, limit);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (container_of(first, struct outer_item, inner)->gone)
		return -ENOENT;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int loop_by_macro(struct mm_struct *mm, struct list_head *list)
{
	struct item *item, *next;

	list_for_each_entry_safe(item, next, list, node) {
		struct mmu_notifier_range range;

		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, item->start, item->end);
		mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
		if (item->gone)
			continue;
		clear_some(mm, item->start);
		mmu_notifier_invalidate_range_end(&range);
	}
	return 0;
}

static int if_inside_an_expression(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (clear_one(vma, addr)
#ifdef CONFIG_HAVE_FAST_CLEAR
	    || fast_clear(vma, addr)
#endif
	    )
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int brace_opened_in_one_half(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int err = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
#ifdef CONFIG_HAVE_FAST_CLEAR
	if (fast_clear(vma, addr)) {
#else
	if (slow_clear(vma, addr)) {
#endif
		err = -EAGAIN;
		goto out;
	}
	mmu_notifier_invalidate_range_end(&range);
out:
	return err;
}

SYSCALL_DEFINE2(forget_range, unsigned long, addr, size_t, len)
{
	struct mmu_notifier_range range;
	struct mm_struct *mm = current->mm;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + len);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (clear_some(mm, addr))
		return -EFAULT;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int damaged(struct vm_area_struct *vma
{
	if (vma-> {
		return (((;
	}
}

static int behind_the_damage(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	if (clear_one(vma, addr))
		return -EAGAIN;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int ternaries_and_commas(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;
	int n = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	n = addr ? clear_one(vma, addr) : (account(vma), 1);
	switch (n) {
	case 0 ... 3:
		break;
	case 4:
		fallthrough;
	default:
		return n ?: -EINVAL;
	}
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static int asm_goto(struct vm_area_struct *vma, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range); // expect: unpaired-start error
	asm volatile("nop" : : : "memory");
	if (clear_one(vma, addr))
		goto error;
	mmu_notifier_invalidate_range_end(&range);
	return 0;

error: __maybe_unused
	return -EAGAIN;
}
