/** What each function of the caller side does to a range (include/linux/mmu_notifier.h of 5.0 to 7.x). */

export type RangeVerb =
  /** Fills in the range. */
  | 'init'
  /** Begins the invalidation; may sleep. */
  | 'start'
  /** Begins it unless a subscriber would have to sleep. */
  | 'start-nonblock'
  | 'end'
  /** Only reads the range. */
  | 'query';

const VERBS: ReadonlyMap<string, RangeVerb> = new Map([
  ['mmu_notifier_range_init', 'init'],
  ['mmu_notifier_range_init_owner', 'init'],
  ['mmu_notifier_range_init_migrate', 'init'],
  ['mmu_notifier_invalidate_range_start', 'start'],
  ['mmu_notifier_invalidate_range_start_nonblock', 'start-nonblock'],
  ['mmu_notifier_invalidate_range_end', 'end'],
  ['mmu_notifier_invalidate_range_only_end', 'end'],
  ['mmu_notifier_range_blockable', 'query'],
  ['mmu_notifier_range_update_to_read_only', 'query'],
]);

/** The range is always the first argument. */
export function rangeVerb(name: string): RangeVerb | undefined {
  return VERBS.get(name);
}

/** Whether a name belongs to the API at all, in any generation. */
export function isApiName(name: string): boolean {
  return VERBS.has(name) || /^(__)?mmu_(notifier|interval)_|^MMU_NOTIF(Y|IER)_/.test(name);
}

/** Whether a name is an event kind's, of this tree or another. */
export function isEventKind(name: string): boolean {
  return /^MMU_NOTIFY_[A-Z_]+$/.test(name);
}

export const RANGE_TYPE = 'struct mmu_notifier_range';
