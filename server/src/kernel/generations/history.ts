/** When each name of the API came and went, for messages like "gone since 6.6, use …". */
import type { Generation } from '../generation.ts';
import { DELTAS, GENERATIONS } from './index.ts';
import type { Source } from './delta.ts';

export type ApiNameKind = 'function' | 'callback' | 'event' | 'field' | 'constant';

export interface ApiHistory {
  readonly name: string;
  readonly kind: ApiNameKind;
  /** Oldest known generation that has it. */
  readonly since: string;
  /** First generation that no longer has it; absent where the newest still does. */
  readonly until?: string;
  /** What took its place, as a name or short phrase. */
  readonly replacedBy?: string;
  /** Where it came from and, if it went, what removed it. */
  readonly sources: readonly Source[];
}

/** What to use instead of a name that went away. A name without an entry has no successor. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  mmu_notifier_range_init_migrate: 'mmu_notifier_range_init_owner',
  mmu_notifier_invalidate_range_only_end: 'mmu_notifier_invalidate_range_end',
  mmu_notifier_invalidate_range: 'mmu_notifier_arch_invalidate_secondary_tlbs',
  invalidate_range: 'arch_invalidate_secondary_tlbs',
  mmu_notifier_invalidate_page: 'mmu_notifier_invalidate_range_start and mmu_notifier_invalidate_range_end',
  invalidate_page: 'invalidate_range_start and invalidate_range_end',
  mmu_notifier_unregister_no_release: 'mmu_notifier_put',
  mmu_notifier_call_srcu: 'mmu_notifier_put',
  set_pte_at_notify: 'set_pte_at',
  ptep_clear_flush_notify: 'ptep_clear_flush',
  pmdp_huge_clear_flush_notify: 'pmdp_huge_clear_flush',
  pudp_huge_clear_flush_notify: 'pudp_huge_clear_flush',
  migrate_pgmap_owner: 'owner',
  blockable: 'mmu_notifier_range_blockable',
};

/** Named in the header beside functions and events, where the range has flags. */
const BLOCKABLE_FLAG = 'MMU_NOTIFIER_RANGE_BLOCKABLE';

function namesOf(generation: Generation): Map<string, ApiNameKind> {
  const names = new Map<string, ApiNameKind>();
  for (const field of generation.rangeFields ?? []) names.set(field, 'field');
  for (const callback of generation.callbacks.keys()) names.set(callback, 'callback');
  for (const event of generation.events) names.set(event, 'event');
  for (const name of generation.functions.keys()) names.set(name, 'function');
  if (generation.rangeFields?.has('flags')) names.set(BLOCKABLE_FLAG, 'constant');
  return names;
}

function build(): Map<string, ApiHistory> {
  const histories = new Map<string, ApiHistory>();
  const all = GENERATIONS.map(namesOf);
  const sourcesAt = (index: number): readonly Source[] => DELTAS[index]?.sources ?? [];
  all.forEach((names, index) => {
    for (const [name, kind] of names) {
      if (histories.has(name)) continue;
      const since = GENERATIONS[index]?.release ?? '';
      const last = all.findLastIndex((later) => later.has(name));
      const until = GENERATIONS[last + 1]?.release;
      const replacedBy = SUCCESSORS[name];
      histories.set(name, {
        name,
        kind,
        since,
        ...(until === undefined ? {} : { until }),
        ...(until === undefined || replacedBy === undefined ? {} : { replacedBy }),
        sources: [...sourcesAt(index), ...(until === undefined ? [] : sourcesAt(last + 1))],
      });
    }
  });
  return histories;
}

/** Every name that any generation ever had, with its history. Range fields stand by their bare name (`vma`). */
export const knownApiNames: ReadonlyMap<string, ApiHistory> = build();

/** The history of one name, or `undefined` for what was never part of the API. */
export function historyOf(name: string): ApiHistory | undefined {
  return knownApiNames.get(name);
}
