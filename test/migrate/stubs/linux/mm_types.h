/* Just enough of a kernel, in our own words, for fixtures to be compiled: gcc -fsyntax-only. */
#ifndef STUB_MM_TYPES_H
#define STUB_MM_TYPES_H

#define NULL ((void *)0)
#define bool _Bool
#define true 1
#define false 0
#define EAGAIN 11
#define __must_check
#define PAGE_SIZE 4096UL
#define PAGE_MASK (~(PAGE_SIZE - 1))

typedef unsigned long pte_t;
typedef unsigned long pmd_t;
typedef unsigned long pud_t;
typedef struct { int count; } spinlock_t;

struct rcu_head { void *next; };
struct mm_struct { void *subscribers; };
struct vm_area_struct {
	struct mm_struct *vm_mm;
	unsigned long vm_start, vm_end, vm_flags;
	struct vm_area_struct *vm_next;
};
struct mmu_notifier_ops;
struct mmu_notifier { const struct mmu_notifier_ops *ops; };
struct mmu_interval_notifier { unsigned long seq; };
struct mmu_interval_notifier_ops;

void might_sleep(void);
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte);
pte_t ptep_clear_flush(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep);

#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

#endif
