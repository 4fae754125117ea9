/**
 * Subscribers that stand for their kind in a simulation, where nobody asks for one of the tree: what they do with an invalidation, and why that may be so.
 * What an event kind allows is told by the kernel-doc of `enum mmu_notifier_event` (include/linux/mmu_notifier.h).
 */

/** What is done to the entries of a device in the range. */
export type Reaction = 'drops' | 'write-protects' | 'keeps';

export interface SubscriberModel {
  /** Unique; the id of its lane. */
  readonly id: string;
  readonly kind: 'list' | 'interval' | 'tlb';
  readonly title: string;
  /** By event kind; `usual` for all others, and where none is told. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  readonly usual: Reaction;
  /** What the core calls, and what it counts for it. */
  readonly counts?: string;
  readonly source: string;
}

const KVM = 'virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start() and kvm_mmu_invalidate_retry()';
const HMM = 'Documentation/mm/hmm.rst; include/linux/mmu_notifier.h, kernel-doc of struct mmu_interval_notifier_ops and enum mmu_notifier_event';
const IOMMU = 'include/linux/mmu_notifier.h, comment on arch_invalidate_secondary_tlbs (up to 6.5 invalidate_range)';

export const SUBSCRIBER_MODELS: readonly SubscriberModel[] = [
  // Whatever the kind, guests lose the pages, and faults wait for the counter to be zero again.
  { id: 'list', kind: 'list', title: 'list, like KVM', reactions: new Map(), usual: 'drops', counts: 'active invalidations', source: KVM },
  {
    id: 'interval', kind: 'interval', title: 'interval, like a GPU', usual: 'drops', counts: 'sequence', source: HMM,
    // It does no more than the kind asks for: what only forbids writing leaves reading alone. (Of ranges that it owns itself it is not told here.)
    reactions: new Map<string, Reaction>([['MMU_NOTIFY_PROTECTION_VMA', 'write-protects'], ['MMU_NOTIFY_PROTECTION_PAGE', 'write-protects'], ['MMU_NOTIFY_SOFT_DIRTY', 'write-protects']]),
  },
  // It walks the CPU's own tables, and is told whenever the CPU's TLB is flushed.
  { id: 'tlb', kind: 'tlb', title: 'TLB, like an IOMMU', reactions: new Map(), usual: 'drops', source: IOMMU },
];
