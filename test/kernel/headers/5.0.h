/* A made-up header with the API of 5.0, in our own words: for tests only. */
#ifndef FIXTURE_MMU_NOTIFIER_H
#define FIXTURE_MMU_NOTIFIER_H

#include <linux/mm_types.h>

struct mmu_notifier;
struct mmu_notifier_ops;
struct mmu_notifier_range;

#ifdef CONFIG_MMU_NOTIFIER

struct mmu_notifier_ops {
	void (*release)(struct mmu_notifier *mn, struct mm_struct *mm);
	int (*clear_flush_young)(struct mmu_notifier *mn, struct mm_struct *mm,
			unsigned long start, unsigned long end);
	int (*clear_young)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end);
	int (*test_young)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address);
	void (*change_pte)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address, pte_t pte);
	int (*invalidate_range_start)(struct mmu_notifier *mn, const struct mmu_notifier_range *range);
	void (*invalidate_range_end)(struct mmu_notifier *mn, const struct mmu_notifier_range *range);
	void (*invalidate_range)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end);
};

struct mmu_notifier_range {
	struct mm_struct *mm;
	unsigned long start, end;
	bool blockable;
};

static inline int mm_has_notifiers(struct mm_struct *mm)
{
	return mm->subscribers != NULL;
}

extern int mmu_notifier_register(struct mmu_notifier *mn, struct mm_struct *mm);
extern int __mmu_notifier_register(struct mmu_notifier *mn, struct mm_struct *mm);
extern void mmu_notifier_unregister(struct mmu_notifier *mn, struct mm_struct *mm);
extern void mmu_notifier_unregister_no_release(struct mmu_notifier *mn, struct mm_struct *mm);
extern void mmu_notifier_call_srcu(struct rcu_head *rcu, void (*func)(struct rcu_head *rcu));
extern void mmu_notifier_synchronize(void);

static inline void
mmu_notifier_release(struct mm_struct *mm)
{
}

static inline int
mmu_notifier_clear_flush_young(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return 0;
}

static inline int
mmu_notifier_clear_young(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return 0;
}

static inline int
mmu_notifier_test_young(struct mm_struct *mm, unsigned long address)
{
	return 0;
}

static inline void
mmu_notifier_change_pte(struct mm_struct *mm, unsigned long address, pte_t pte)
{
}

static inline void
mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range)
{
}

static inline int
mmu_notifier_invalidate_range_start_nonblock(struct mmu_notifier_range *range)
{
	return 0;
}

static inline void
mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)
{
}

static inline void
mmu_notifier_invalidate_range_only_end(struct mmu_notifier_range *range)
{
}

static inline void
mmu_notifier_invalidate_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

static inline void mmu_notifier_range_init(struct mmu_notifier_range *range,
		struct mm_struct *mm,
		unsigned long start, unsigned long end)
{
	range->mm = mm;
	range->start = start;
	range->end = end;
}

#define ptep_clear_flush_young_notify(__vma, __address, __entry) \
({ \
	int __r = ptep_clear_flush_young(__vma, __address, __entry); \
	__r; \
})

#define pmdp_clear_flush_young_notify(__vma, __address, __entry) \
({ \
	int __r = pmdp_clear_flush_young(__vma, __address, __entry); \
	__r; \
})

#define ptep_clear_young_notify(__vma, __address, __entry) \
({ \
	int __r = ptep_test_and_clear_young(__vma, __address, __entry); \
	__r; \
})

#define pmdp_clear_young_notify(__vma, __address, __entry) \
({ \
	int __r = pmdp_test_and_clear_young(__vma, __address, __entry); \
	__r; \
})

#define ptep_clear_flush_notify(__vma, __address, __entry) \
({ \
	int __r = ptep_clear_flush(__vma, __address, __entry); \
	__r; \
})

#define pmdp_huge_clear_flush_notify(__vma, __address, __entry) \
({ \
	int __r = pmdp_huge_clear_flush(__vma, __address, __entry); \
	__r; \
})

#define pudp_huge_clear_flush_notify(__vma, __address, __entry) \
({ \
	int __r = pudp_huge_clear_flush(__vma, __address, __entry); \
	__r; \
})

#define set_pte_at_notify(__mm, __address, __ptep, __pte) \
({ \
	mmu_notifier_change_pte(__mm, __address, __pte); \
	set_pte_at(__mm, __address, __ptep, __pte); \
})

#else /* CONFIG_MMU_NOTIFIER */

struct mmu_notifier_range {
	unsigned long start;
	unsigned long end;
};

static inline void _mmu_notifier_range_init(struct mmu_notifier_range *range,
		unsigned long start, unsigned long end)
{
	range->start = start;
	range->end = end;
}

#define mmu_notifier_range_init(range,mm,start,end) \
	_mmu_notifier_range_init(range, start, end)

static inline int
mm_has_notifiers(struct mm_struct *mm)
{
	return 0;
}

static inline void
mmu_notifier_release(struct mm_struct *mm)
{
}

static inline int
mmu_notifier_clear_flush_young(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return 0;
}

static inline int
mmu_notifier_test_young(struct mm_struct *mm, unsigned long address)
{
	return 0;
}

static inline void
mmu_notifier_change_pte(struct mm_struct *mm, unsigned long address, pte_t pte)
{
}

static inline void
mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range)
{
}

static inline int
mmu_notifier_invalidate_range_start_nonblock(struct mmu_notifier_range *range)
{
	return 0;
}

static inline void
mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)
{
}

static inline void
mmu_notifier_invalidate_range_only_end(struct mmu_notifier_range *range)
{
}

static inline void
mmu_notifier_invalidate_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

#define ptep_clear_flush_young_notify ptep_clear_flush_young
#define pmdp_clear_flush_young_notify pmdp_clear_flush_young
#define ptep_clear_young_notify ptep_test_and_clear_young
#define pmdp_clear_young_notify pmdp_test_and_clear_young
#define ptep_clear_flush_notify ptep_clear_flush
#define pmdp_huge_clear_flush_notify pmdp_huge_clear_flush
#define pudp_huge_clear_flush_notify pudp_huge_clear_flush
#define set_pte_at_notify set_pte_at

#endif /* CONFIG_MMU_NOTIFIER */

#endif /* FIXTURE_MMU_NOTIFIER_H */
