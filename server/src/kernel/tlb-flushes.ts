/**
 * Functions that make CPUs forget translations: Documentation/core-api/cachetlb.rst; include/asm-generic/tlb.h. What walks the CPU's own page tables forgets
 * them with these (mmu_notifier_arch_invalidate_secondary_tlbs() is called by the architecture's flush from 6.6 on; 1af5a8109904).
 * flush_tlb_batched_pending() is left out: it does nothing most of the time (mm/rmap.c).
 */
const FLUSHES = /^(?!flush_tlb_batched_pending)(?:flush_(?:tlb|pmd_tlb|pud_tlb|hugetlb_tlb)_\w+|tlb_(?:finish_mmu|flush_mmu\w*)|arch_tlbbatch_flush|try_to_unmap_flush\w*)$/;

/** Whether a call of `name` flushes a TLB. */
export function flushesTlb(name: string): boolean {
  return FLUSHES.test(name);
}
