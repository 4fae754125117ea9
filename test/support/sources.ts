/** C files and headers that several host tests share: of our own, in the kernel's style. */

/** One finding: a number in place of the event, in the shape of 5.2–6.2 that wants a vma. `sent` is the text of the event argument. */
export function bareNumber(event = '0'): string {
  return `#include <linux/mmu_notifier.h>

static void example_zap(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, ${event}, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	example_clear(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}
`;
}

/** A start that a return leaves open. */
export const LEAK = `#include <linux/mmu_notifier.h>

static int example_leak(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	if (!example_walk(mm, start, end))
		return -ENOMEM;
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
`;

/** Nothing to find. */
export const CLEAN = bareNumber('MMU_NOTIFY_CLEAR');

/** A header of the shape that 6.3 brought (no vma), reduced to what the reader of headers looks at. */
export const HEADER_6_3 = `#ifndef _LINUX_MMU_NOTIFIER_H
#define _LINUX_MMU_NOTIFIER_H

enum mmu_notifier_event {
	MMU_NOTIFY_UNMAP = 0,
	MMU_NOTIFY_CLEAR,
	MMU_NOTIFY_PROTECTION_VMA,
	MMU_NOTIFY_PROTECTION_PAGE,
	MMU_NOTIFY_SOFT_DIRTY,
	MMU_NOTIFY_RELEASE,
	MMU_NOTIFY_MIGRATE,
	MMU_NOTIFY_EXCLUSIVE,
};

#ifdef CONFIG_MMU_NOTIFIER
struct mmu_notifier_range {
	struct mm_struct *mm;
	unsigned long start;
	unsigned long end;
	unsigned flags;
	enum mmu_notifier_event event;
	void *owner;
};

static inline void mmu_notifier_range_init(struct mmu_notifier_range *range, enum mmu_notifier_event event, unsigned flags,
					   struct mm_struct *mm, unsigned long start, unsigned long end)
{
	range->mm = mm;
}
static inline void mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range) { }
static inline void mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range) { }
#else
struct mmu_notifier_range {
	unsigned long start;
	unsigned long end;
};
#define mmu_notifier_range_init(range, event, flags, mm, start, end) do { } while (0)
static inline void mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range) { }
static inline void mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range) { }
#endif
#endif
`;

/** The same tree one generation earlier: with the vma. */
export const HEADER_WITH_VMA = HEADER_6_3.replace('	struct mm_struct *mm;\n', '	struct vm_area_struct *vma;\n	struct mm_struct *mm;\n')
  .replace('unsigned flags,\n					   struct mm_struct', 'unsigned flags,\n					   struct vm_area_struct *vma, struct mm_struct')
  .replace('flags, mm, start, end) do', 'flags, vma, mm, start, end) do');
