/** What the core promises and forbids when it calls a subscriber (include/linux/mmu_notifier.h, mm/mmu_notifier.c), as data. */

/** Ops tables by the type that declares them. */
export const OPS_TYPES: ReadonlyMap<string, OpsKind> = new Map([
  ['struct mmu_notifier_ops', 'list'],
  ['struct mmu_interval_notifier_ops', 'interval'],
]);

/** `list`: called for every change of the mm. `interval`: for changes of the addresses that it was inserted for. */
export type OpsKind = 'list' | 'interval';

/**
 * When a callback may sleep.
 * - `blockable`: unless the range is not blockable.
 * - `never`: it is called with spinlocks held, or from an RCU callback.
 */
export interface CallbackContext {
  /** What it returns when it can't do what it is called for, and that it may only where it may not sleep; absent for one that can't fail. */
  readonly failure?: CallbackFailure;
  readonly sleeping: 'blockable' | 'never';
  /** Why, for messages. */
  readonly because: string;
  readonly source: string;
}

export interface CallbackFailure {
  /** The one value that stands for failure, as C: `-EAGAIN`, `false`. */
  readonly value: '-EAGAIN' | 'false';
  /** A member that must not stand beside one that fails. */
  readonly excludes?: string;
  readonly source: string;
}

const START_FAILS: CallbackFailure = { value: '-EAGAIN', excludes: 'invalidate_range_end', source: 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(): WARN_ON' };
const INTERVAL_FAILS: CallbackFailure = { value: 'false', source: 'mm/mmu_notifier.c, mn_itree_invalidate(): WARN_ON' };

const NOT_BLOCKABLE = 'the OOM reaper invalidates where nothing may sleep';
const UNDER_PTL = 'it is called under the page table lock';

const CONTEXTS: { readonly [K in OpsKind]: ReadonlyMap<string, CallbackContext> } = {
  list: new Map<string, CallbackContext>([
    ['invalidate_range_start', { failure: START_FAILS, sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(): non_block_start()' }],
    ['invalidate_range_end', { sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'mm/mmu_notifier.c, mn_hlist_invalidate_end(): non_block_start()' }],
    ['arch_invalidate_secondary_tlbs', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h, comment on the member' }],
    ['invalidate_range', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h up to 6.5, comment on the member' }],
    ['change_pte', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h up to 6.9' }],
    ['clear_flush_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h; mm/rmap.c, folio_referenced_one()' }],
    ['clear_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h' }],
    ['test_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h' }],
    ['free_notifier', { sleeping: 'never', because: 'it is called from an SRCU callback', source: 'mm/mmu_notifier.c, mmu_notifier_free_rcu()' }],
  ]),
  interval: new Map<string, CallbackContext>([
    ['invalidate', { failure: INTERVAL_FAILS, sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'include/linux/mmu_notifier.h, comment on struct mmu_interval_notifier_ops' }],
    ['invalidate_start', { sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'include/linux/mmu_notifier.h from 7.0' }],
  ]),
};

/** Where the core calls a member of an ops table from; `undefined` for one that may do as it likes, or is not known. */
export function callbackContext(kind: OpsKind, member: string): CallbackContext | undefined {
  return CONTEXTS[kind].get(member);
}
