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
 * - `allowed`: whenever it likes.
 */
export interface CallbackContext {
  /** What it returns when it can't do what it is called for, and that it may only where it may not sleep; absent for one that can't fail. */
  readonly failure?: CallbackFailure;
  readonly sleeping: 'blockable' | 'never' | 'allowed';
  /** The member that is called later for the same invalidation, if the table has it. */
  readonly later?: string;
  /** Whoever begins a read side while it runs waits for it to be done. */
  readonly blocksReaders?: true;
  /** It has to set the sequence of its notifier (mmu_interval_set_seq()), so that readers see that it ran. */
  readonly setsSequence?: true;
  /** Bottom halves are disabled around it. */
  readonly isInInterrupt?: true;
  /** Why, for messages. */
  readonly because: string;
  readonly source: string;
}

/** The parameter (0-based) of `invalidate` and `invalidate_start` that is the sequence to set (include/linux/mmu_notifier.h, struct mmu_interval_notifier_ops). */
export const GIVEN_SEQUENCE = 2;

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
    ['invalidate_range_start', { failure: START_FAILS, later: 'invalidate_range_end', blocksReaders: true, sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(): non_block_start()' }],
    ['invalidate_range_end', { sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'mm/mmu_notifier.c, mn_hlist_invalidate_end(): non_block_start()' }],
    ['arch_invalidate_secondary_tlbs', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h, comment on the member' }],
    ['invalidate_range', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h up to 6.5, comment on the member' }],
    ['change_pte', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h up to 6.9' }],
    ['clear_flush_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h; mm/rmap.c, folio_referenced_one()' }],
    ['clear_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h' }],
    ['test_young', { sleeping: 'never', because: UNDER_PTL, source: 'include/linux/mmu_notifier.h' }],
    ['release', { sleeping: 'allowed', because: 'nobody waits for it but the exit of the process, or who unregisters', source: 'include/linux/mmu_notifier.h, comment on the member; mm/mmu_notifier.c, mmu_notifier_unregister() calls it' }],
    ['free_notifier', { sleeping: 'never', isInInterrupt: true, because: 'it is called from an SRCU callback', source: 'mm/mmu_notifier.c, mmu_notifier_free_rcu(); kernel/rcu/srcutree.c, srcu_invoke_callbacks()' }],
  ]),
  interval: new Map<string, CallbackContext>([
    ['invalidate', { failure: INTERVAL_FAILS, blocksReaders: true, setsSequence: true, sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'include/linux/mmu_notifier.h, comment on struct mmu_interval_notifier_ops' }],
    ['invalidate_start', { failure: INTERVAL_FAILS, later: 'invalidate_finish', blocksReaders: true, setsSequence: true, sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'include/linux/mmu_notifier.h from 7.0' }],
    // It is given no range: whether it may sleep, the first pass has decided.
    ['invalidate_finish', { sleeping: 'blockable', because: NOT_BLOCKABLE, source: 'mm/mmu_notifier.c, mn_itree_finish_pass() from 7.0' }],
  ]),
};

/** Where the core calls a member of an ops table from; `undefined` for one that may do as it likes, or is not known. */
export function callbackContext(kind: OpsKind, member: string): CallbackContext | undefined {
  return CONTEXTS[kind].get(member);
}

/**
 * Whether those who invalidate wait for it to sleep, with the mmap lock, a folio lock or a lock of reverse mappings held, or in reclaim; lockdep is told
 * so (mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start_map; mm/page_alloc.c, fs_reclaim_acquire()).
 */
export function isWaitedFor({ sleeping }: CallbackContext): boolean {
  return sleeping === 'blockable';
}

/** Whether nobody waits for it but the exit of the process, and who unregisters: mmu_notifier_unregister() calls it itself (mm/mmu_notifier.c). */
export function isCalledByEnds({ sleeping }: CallbackContext): boolean {
  return sleeping === 'allowed';
}

/** A member that the core does not accept in a table, for what else stands, or does not stand, in it. */
export interface TableConflict {
  /** Members of which none may stand beside it. */
  readonly excludes?: readonly string[];
  /** A member without which it may not stand. */
  readonly requires?: string;
  /** What the core does about it, for messages. */
  readonly because: string;
  readonly source: string;
}

const CONFLICTS: { readonly [K in OpsKind]: ReadonlyMap<string, TableConflict> } = {
  list: new Map<string, TableConflict>([
    // Its predecessor of up to 6.5, invalidate_range, stood beside them in KVM's own table.
    ['arch_invalidate_secondary_tlbs', {
      excludes: ['invalidate_range_start', 'invalidate_range_end'],
      because: 'one is for devices that walk the CPU\'s page tables, the others for those that keep their own, and mmu_notifier_register() refuses a table that has both with a warning and -EINVAL',
      source: 'mm/mmu_notifier.c, __mmu_notifier_register() from 6.6: WARN_ON_ONCE',
    }],
  ]),
  interval: new Map<string, TableConflict>([
    ['invalidate_start', {
      requires: 'invalidate_finish',
      because: 'the second pass of an invalidation is called through it; mmu_interval_notifier_insert() warns of such a table, and a start that asks for a second pass jumps to NULL',
      source: 'mm/mmu_notifier.c, __mmu_interval_notifier_insert() from 7.0: WARN_ON_ONCE',
    }],
  ]),
};

export function tableConflict(kind: OpsKind, member: string): TableConflict | undefined {
  return CONFLICTS[kind].get(member);
}
