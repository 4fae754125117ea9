/* A made-up header with the API of 6.13, in our own words: for tests only. */
#ifndef FIXTURE_MMU_NOTIFIER_H
#define FIXTURE_MMU_NOTIFIER_H

#include <linux/mm_types.h>

struct mmu_notifier;
struct mmu_notifier_ops;
struct mmu_notifier_range;

/**
 * enum mmu_notifier_event - why a callback runs
 * @MMU_NOTIFY_UNMAP: the addresses go away; see mmu_notifier_invalidate_range_start(mm, start)
 * @MMU_NOTIFY_EXCLUSIVE: a device gains or loses its exclusive access; on the way
 *   back the owner is NULL.
 */
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

#define MMU_NOTIFIER_RANGE_BLOCKABLE (1 << 0)

struct mmu_notifier_ops {
	void (*release)(struct mmu_notifier *subscription, struct mm_struct *mm);
	int (*clear_flush_young)(struct mmu_notifier *subscription, struct mm_struct *mm,
			unsigned long start, unsigned long end);
	int (*clear_young)(struct mmu_notifier *subscription, struct mm_struct *mm, unsigned long start, unsigned long end);
	int (*test_young)(struct mmu_notifier *subscription, struct mm_struct *mm, unsigned long address);
	int (*invalidate_range_start)(struct mmu_notifier *subscription, const struct mmu_notifier_range *range);
	void (*invalidate_range_end)(struct mmu_notifier *subscription, const struct mmu_notifier_range *range);
	void (*arch_invalidate_secondary_tlbs)(struct mmu_notifier *subscription, struct mm_struct *mm, unsigned long start, unsigned long end);
	struct mmu_notifier *(*alloc_notifier)(struct mm_struct *mm);
	void (*free_notifier)(struct mmu_notifier *subscription);
};

struct mmu_interval_notifier_ops {
	bool (*invalidate)(struct mmu_interval_notifier *interval_sub,
			const struct mmu_notifier_range *range, unsigned long cur_seq);
};

#ifdef CONFIG_MMU_NOTIFIER

struct mmu_notifier_range {
	struct mm_struct *mm;
	unsigned long start, end;
	unsigned flags;
	enum mmu_notifier_event event;
	void *owner;
};

static inline int mm_has_notifiers(struct mm_struct *mm)
{
	return mm->subscribers != NULL;
}

struct mmu_notifier *mmu_notifier_get_locked(const struct mmu_notifier_ops *ops,
		struct mm_struct *mm);
static inline struct mmu_notifier *
mmu_notifier_get(const struct mmu_notifier_ops *ops, struct mm_struct *mm)
{
	return mmu_notifier_get_locked(ops, mm);
}
void mmu_notifier_put(struct mmu_notifier *subscription);
void mmu_notifier_synchronize(void);
extern int mmu_notifier_register(struct mmu_notifier *subscription, struct mm_struct *mm);
extern int __mmu_notifier_register(struct mmu_notifier *subscription, struct mm_struct *mm);
extern void mmu_notifier_unregister(struct mmu_notifier *subscription, struct mm_struct *mm);
unsigned long mmu_interval_read_begin(struct mmu_interval_notifier *interval_sub);
int mmu_interval_notifier_insert(struct mmu_interval_notifier *interval_sub,
		struct mm_struct *mm, unsigned long start, unsigned long length,
		const struct mmu_interval_notifier_ops *ops);
int mmu_interval_notifier_insert_locked(
	struct mmu_interval_notifier *interval_sub, struct mm_struct *mm,
	unsigned long start, unsigned long length, const struct mmu_interval_notifier_ops *ops);
void mmu_interval_notifier_remove(struct mmu_interval_notifier *interval_sub);
static inline void mmu_interval_set_seq(struct mmu_interval_notifier *interval_sub, unsigned long cur_seq)
{
	interval_sub->seq = cur_seq;
}
static inline bool mmu_interval_read_retry(struct mmu_interval_notifier *interval_sub, unsigned long seq)
{
	return interval_sub->seq != seq;
}
static inline bool mmu_interval_check_retry(struct mmu_interval_notifier *interval_sub, unsigned long seq)
{
	return interval_sub->seq != seq;
}
extern bool
mmu_notifier_range_update_to_read_only(const struct mmu_notifier_range *range);

static inline bool
mmu_notifier_range_blockable(const struct mmu_notifier_range *range)
{
	return range->flags & MMU_NOTIFIER_RANGE_BLOCKABLE;
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
mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range)
{
	might_sleep();
}

static inline int __must_check
mmu_notifier_invalidate_range_start_nonblock(struct mmu_notifier_range *range)
{
	return 0;
}

static inline void
mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)
{
}

static inline void
mmu_notifier_arch_invalidate_secondary_tlbs(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

static inline void mmu_notifier_range_init(struct mmu_notifier_range *range,
		enum mmu_notifier_event event, unsigned flags, struct mm_struct *mm,
		unsigned long start, unsigned long end)
{
	range->mm = mm;
	range->start = start;
	range->end = end;
}

static inline void mmu_notifier_range_init_owner(
		struct mmu_notifier_range *range, enum mmu_notifier_event event, unsigned int flags,
		struct mm_struct *mm, unsigned long start,
		unsigned long end, void *owner)
{
	range->owner = owner;
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

#define mmu_notifier_range_init(range,event,flags,mm,start,end) \
	_mmu_notifier_range_init(range, start, end)
#define mmu_notifier_range_init_owner(range, event, flags, mm, start, \
		end, owner) \
	_mmu_notifier_range_init(range, start, end)

static inline int
mm_has_notifiers(struct mm_struct *mm)
{
	return 0;
}

static inline bool
mmu_notifier_range_blockable(const struct mmu_notifier_range *range)
{
	return true;
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
mmu_notifier_arch_invalidate_secondary_tlbs(struct mm_struct *mm, unsigned long start, unsigned long end)
{
}

#define mmu_notifier_range_update_to_read_only(r) false
#define ptep_clear_flush_young_notify ptep_clear_flush_young
#define pmdp_clear_flush_young_notify pmdp_clear_flush_young
#define ptep_clear_young_notify ptep_test_and_clear_young
#define pmdp_clear_young_notify pmdp_test_and_clear_young

static inline void mmu_notifier_synchronize(void)
{
}

#endif /* CONFIG_MMU_NOTIFIER */

#endif /* FIXTURE_MMU_NOTIFIER_H */
