/* A made-up header with the API of 2.6.32, in our own words: for tests only. */
#ifndef FIXTURE_MMU_NOTIFIER_H
#define FIXTURE_MMU_NOTIFIER_H

#include <linux/mm_types.h>

struct mmu_notifier;
struct mmu_notifier_ops;

#ifdef CONFIG_MMU_NOTIFIER

struct mmu_notifier_ops {
	void (*release)(struct mmu_notifier *mn, struct mm_struct *mm);
	int (*clear_flush_young)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address);
	void (*change_pte)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address, pte_t pte);
	void (*invalidate_page)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address);
	void (*invalidate_range_start)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end);
	void (*invalidate_range_end)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end);
};

static inline int mm_has_notifiers(struct mm_struct *mm)
{
	return mm->subscribers != NULL;
}

extern int mmu_notifier_register(struct mmu_notifier *mn, struct mm_struct *mm);
extern int __mmu_notifier_register(struct mmu_notifier *mn, struct mm_struct *mm);
extern void mmu_notifier_unregister(struct mmu_notifier *mn, struct mm_struct *mm);

static inline void
mmu_notifier_release(struct mm_struct *mm)
{
}

static inline int
mmu_notifier_clear_flush_young(struct mm_struct *mm, unsigned long address)
{
	return 0;
}

static inline void
mmu_notifier_change_pte(struct mm_struct *mm, unsigned long address, pte_t pte)
{
}

static inline void
mmu_notifier_invalidate_page(struct mm_struct *mm, unsigned long address)
{
}

static inline void
mmu_notifier_invalidate_range_start(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

static inline void
mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

#define ptep_clear_flush_young_notify(__vma, __address, __entry) \
({ \
	int __r = ptep_clear_flush_young(__vma, __address, __entry); \
	__r; \
})

#define ptep_clear_flush_notify(__vma, __address, __entry) \
({ \
	int __r = ptep_clear_flush(__vma, __address, __entry); \
	__r; \
})

#define set_pte_at_notify(__mm, __address, __ptep, __pte) \
({ \
	mmu_notifier_change_pte(__mm, __address, __pte); \
	set_pte_at(__mm, __address, __ptep, __pte); \
})

#else /* CONFIG_MMU_NOTIFIER */


static inline void
mmu_notifier_release(struct mm_struct *mm)
{
}

static inline int
mmu_notifier_clear_flush_young(struct mm_struct *mm, unsigned long address)
{
	return 0;
}

static inline void
mmu_notifier_change_pte(struct mm_struct *mm, unsigned long address, pte_t pte)
{
}

static inline void
mmu_notifier_invalidate_page(struct mm_struct *mm, unsigned long address)
{
}

static inline void
mmu_notifier_invalidate_range_start(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

static inline void
mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

#define ptep_clear_flush_young_notify ptep_clear_flush_young
#define ptep_clear_flush_notify ptep_clear_flush
#define set_pte_at_notify set_pte_at

#endif /* CONFIG_MMU_NOTIFIER */

#endif /* FIXTURE_MMU_NOTIFIER_H */
