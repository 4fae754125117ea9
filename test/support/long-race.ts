/** A race that takes long to explore: a function that invalidates so often, against itself. Nothing goes wrong in it. */
export function longRace(rounds: number): string {
  const round = `	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
`;
  return `#include <linux/mmu_notifier.h>

static void forget_pages(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

${round.repeat(rounds)}}
`;
}
