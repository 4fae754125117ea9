/**
 * What one kernel tree's mmu_notifier API looks like. Never derived from a version number: each feature is read by itself
 * from the tree's own `include/linux/mmu_notifier.h` (see `header.ts`), so that vendor and stable mixtures come out right.
 */
/** The meaning of one parameter of an API function or callback. */
export type ParameterRole =
  | 'range' | 'event' | 'flags' | 'vma' | 'mm' | 'start' | 'end' | 'owner' | 'blockable' | 'subscription' | 'other';

export interface ApiFunction {
  readonly name: string;
  readonly parameters: readonly ParameterRole[];
  /** Declared or defined (function or macro) where CONFIG_MMU_NOTIFIER is off. */
  readonly inDisabledHalf: boolean;
  readonly mustCheck: boolean;
}

export interface Generation {
  /** The oldest release that had this shape of the whole API: `"5.2"`, `"5.14"`, `"6.3"`. */
  readonly release: string;
  /** Functions and macros usable where CONFIG_MMU_NOTIFIER is on, by name. */
  readonly functions: ReadonlyMap<string, ApiFunction>;
  /** Enumerators of `enum mmu_notifier_event`, in order; empty where the API has no events. */
  readonly events: readonly string[];
  /** Fields of `struct mmu_notifier_range` where CONFIG_MMU_NOTIFIER is on; absent for trees without a range object (up to 4.20). */
  readonly rangeFields?: ReadonlySet<string>;
  /** The same where it is off. */
  readonly disabledRangeFields: ReadonlySet<string>;
  /** Members of `struct mmu_notifier_ops` and `struct mmu_interval_notifier_ops`, with each callback's return type and parameter roles. */
  readonly callbacks: ReadonlyMap<string, { readonly table: 'list' | 'interval'; readonly returns: string; readonly parameters: readonly ParameterRole[] }>;
  /** All members of the two tables in the order of the header; absent where no header was read. */
  readonly tables?: { readonly list: readonly string[]; readonly interval: readonly string[] };
  /** The kernel itself sends MMU_NOTIFY_EXCLUSIVE with a NULL owner (before 6.15). `undefined`: the header does not tell. */
  readonly exclusiveOwnerMayBeNull: boolean | undefined;
}
