/** What is told of subscribers: plain data. Offsets are UTF-16 code units from the start of the file. */
import type { FileSpan, OtherFile } from '../findings.ts';
import type { OpsKind } from '../kernel/callbacks.ts';

/** Of one file, in its order. */
export interface FileSubscribers {
  readonly tables: readonly Subscriber[];
  readonly registrations: readonly Registration[];
}

/** An ops table: `const struct mmu_interval_notifier_ops foo_ops`. */
export interface Subscriber {
  readonly name: string;
  readonly kind: OpsKind;
  /** Of the name. */
  readonly span: FileSpan;
  readonly callbacks: readonly Callback[];
}

export interface Callback {
  /** The member of the table: `invalidate`. */
  readonly member: string;
  /** The function; absent where the table names none. */
  readonly function?: string;
  /** Of the function's name where it is defined, in this file; otherwise of the table's entry. */
  readonly span: FileSpan;
  /** Absent where it can't be told. */
  readonly survey?: Survey;
  /** Why not: `defined in another file`. */
  readonly unknown?: string;
}

/** A place in the code of a callback or of what it calls. */
export interface CodePlace {
  /** The function that it is in. */
  readonly function: string;
  readonly span: FileSpan;
  /** If not in the file of the callback. */
  readonly file?: OtherFile;
}

export interface SleepingCall extends CodePlace {
  /** `mutex_lock`. */
  readonly call: string;
  /** `waits for a mutex`. */
  readonly what: string;
}

/**
 * What a callback does where the range may not be blockable.
 * - `fails`: it asks, and returns failure.
 * - `tries`: it asks, and tries the lock that it would otherwise wait for.
 * - `asks`: it asks, and never sleeps unless it may; what it does instead is neither of the above.
 * - `unasked`: it sleeps and has not asked.
 * - `despite`: it sleeps although the range was found not to be blockable.
 * - `sleeps`, `no-sleep`: it is no matter of the range; it is found to sleep, or not to as far as can be seen (`Survey.unseen`).
 */
export type Blocking = 'fails' | 'tries' | 'asks' | 'unasked' | 'despite' | 'sleeps' | 'no-sleep';

/** How often `mmu_interval_set_seq()` is called on a path that does not fail. `filtered`: always, but where an event or owner is ignored. */
export type SetSequence = 'always' | 'filtered' | 'conditional' | 'never';

export interface Survey {
  readonly blocking: Blocking;
  /** The call that sleeps. */
  readonly sleep?: SleepingCall;
  /** For each event kind of the tree; empty where the callback is given no range, or the tree has no kinds. */
  readonly events: readonly EventOutcome[];
  readonly locks: readonly TakenLock[];
  /** For interval callbacks. */
  readonly setSequence?: { readonly when: SetSequence; /** Locks held wherever it is called. */ readonly under: readonly string[] };
  /** Names of functions that it calls, itself or through others, and that could not be looked into. */
  readonly unseen: readonly string[];
}

export interface EventOutcome {
  /** `MMU_NOTIFY_CLEAR`. */
  readonly event: string;
  /** `unknown`: there were too many paths, or what it does hangs on code that can't be seen. */
  readonly does: 'acts' | 'ignores' | 'unknown';
  /** It ignores the event where the range's owner is its own. */
  readonly ignoresOwn: boolean;
  readonly mayFail: boolean;
  /** `blockable`: only where the range was found to be blockable. */
  readonly maySleep: 'no' | 'blockable' | 'yes';
}

export interface TakenLock extends CodePlace {
  /** `mutex node->lock`. */
  readonly lock: string;
  /** It is only ever tried. */
  readonly tried: boolean;
}

/** A call that begins or ends a subscription. */
export interface Registration extends CodePlace {
  /** `mmu_notifier_register`. */
  readonly call: string;
  readonly does: 'registers' | 'ends';
  /** Its result is not looked at; absent for a call that has none. */
  readonly dropped?: boolean;
  /** The table of the file that an argument names. */
  readonly table?: string;
}
