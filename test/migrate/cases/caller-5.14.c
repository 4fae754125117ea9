// generation: 5.14
// A caller of our own, with a vma and owners.
#include <linux/mmu_notifier.h>

void example_zap(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int example_test(struct mm_struct *mm);
void example_widen(struct vm_area_struct *vma, unsigned long *start, unsigned long *end);

struct example_migrate {
	struct vm_area_struct *vma;
	unsigned long start, end;
	void *owner;
};

static void with_an_owner(struct example_migrate *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0,
		migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end,
		migrate->owner);
	mmu_notifier_invalidate_range_start(&range);
	example_test(range.mm);
	mmu_notifier_invalidate_range_end(&range);
}

static void widened(struct vm_area_struct *vma, unsigned long start, unsigned long size)
{
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, mm, start, start + size);
	example_widen(vma, &range.start, &range.end);
	mmu_notifier_invalidate_range_start(&range);
	example_zap(vma, start, start + size);
	mmu_notifier_invalidate_range_only_end(&range);
}

static void commented(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA /* mprotect */, 0,
				vma, vma->vm_mm,	/* its own */
				vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	example_test(vma->vm_mm);
	mmu_notifier_invalidate_range_end(&range);
}

static void set_and_notify(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, pte_t pte)
{
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush_notify(vma, addr, ptep);
	set_pte_at_notify(mm, addr, ptep, pte);
	mmu_notifier_invalidate_range(mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_only_end(&range);
}

void use_all(struct example_migrate *migrate, pte_t *ptep, pte_t pte)
{
	with_an_owner(migrate);
	widened(migrate->vma, migrate->start, PAGE_SIZE);
	commented(migrate->vma);
	set_and_notify(migrate->vma, migrate->start, ptep, pte);
}
