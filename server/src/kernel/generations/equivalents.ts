/** Names that say the same in two generations: where a tree lacks one of a pair, the other is meant. */

export interface Equivalent {
  readonly kind: 'function' | 'callback' | 'field';
  readonly older: string;
  readonly newer: string;
  /** The newer name means more than the older one did, so that there is no way back. */
  readonly oneWay?: true;
  /** What whoever reads the converted code should know; nothing for a mere change of name. */
  readonly remark?: string;
  readonly source: string;
}

export const EQUIVALENTS: readonly Equivalent[] = [
  {
    kind: 'function', older: 'mmu_notifier_invalidate_range_only_end', newer: 'mmu_notifier_invalidate_range_end', oneWay: true,
    source: '4645b9fe84bf (4.15), ec8832d007cb (6.6): the end does not invalidate secondary TLBs any more, so there is one form of it',
  },
  {
    kind: 'function', older: 'mmu_notifier_invalidate_range', newer: 'mmu_notifier_arch_invalidate_secondary_tlbs',
    remark: 'from 6.6 on the architecture\'s TLB flush does this, so that the call can mostly go',
    source: 'ec8832d007cb, 1af5a8109904 (6.6)',
  },
  {
    kind: 'function', older: 'ptep_clear_flush_notify', newer: 'ptep_clear_flush', oneWay: true,
    source: 'ec8832d007cb (6.6): the flush itself reaches secondary TLBs',
  },
  { kind: 'function', older: 'pmdp_huge_clear_flush_notify', newer: 'pmdp_huge_clear_flush', oneWay: true, source: 'ec8832d007cb (6.6)' },
  { kind: 'function', older: 'pudp_huge_clear_flush_notify', newer: 'pudp_huge_clear_flush', oneWay: true, source: 'ec8832d007cb (6.6)' },
  {
    kind: 'function', older: 'set_pte_at_notify', newer: 'set_pte_at', oneWay: true,
    source: 'f7842747d13d (6.10): there is no change_pte() to be called any more',
  },
  { kind: 'callback', older: 'invalidate_range', newer: 'arch_invalidate_secondary_tlbs', source: '1af5a8109904 (6.6)' },
  { kind: 'field', older: 'migrate_pgmap_owner', newer: 'owner', source: '6b49bf6ddbb0 (5.14)' },
];

/** What the header has no more, and a private one has: there for who may include that. */
export const MOVED: ReadonlyMap<string, { readonly to: string; readonly source: string }> = new Map(
  ['ptep_clear_flush_young_notify', 'pmdp_clear_flush_young_notify', 'ptep_clear_young_notify', 'pmdp_clear_young_notify'].map(
    (name) => [name, { to: 'mm/internal.h', source: 'the headers of 7.x' }],
  ),
);

/** What `name` is called where it is not known by that name, if there is such a thing. @param has whether the other name is there */
export function equivalentOf(kind: Equivalent['kind'], name: string, has: (other: string) => boolean): { readonly name: string; readonly remark?: string } | undefined {
  for (const pair of EQUIVALENTS) {
    if (pair.kind !== kind) continue;
    const other = pair.older === name ? pair.newer : pair.newer === name && !pair.oneWay ? pair.older : undefined;
    if (other !== undefined && has(other)) return { name: other, ...(pair.remark === undefined || other !== pair.newer ? {} : { remark: pair.remark }) };
  }
  return undefined;
}
