/** What the threads of a race do, one indivisible step at a time. */
import type { Site } from '../../simulator/trace.ts';

/** What becomes of the CPU's entry: `clear`: nothing is mapped; `replace`: another page is; `protect`: the same with less allowed; `allow`: with everything allowed. */
export type CpuChange = 'clear' | 'replace' | 'protect' | 'allow';

export type Deed =
  | { readonly do: 'lock'; readonly lock: string; readonly isRead: boolean }
  | { readonly do: 'unlock'; readonly lock: string }
  /** The invalidation begins, and the callback is called. */
  | { readonly do: 'start'; readonly blockable: boolean }
  | { readonly do: 'end' }
  | { readonly do: 'change'; readonly change: CpuChange }
  /** What the CPU has given up is freed. */
  | { readonly do: 'free' }
  | { readonly do: 'read-begin' }
  /** The page behind the address is looked up, and faulted in if there is none. */
  | { readonly do: 'look-up' }
  | { readonly do: 'read-retry' }
  | { readonly do: 'set-seq' }
  /** The device's entry is made of what was looked up. */
  | { readonly do: 'map' }
  | { readonly do: 'drop' }
  | { readonly do: 'write-protect' }
  | { readonly do: 'return'; readonly fails: boolean };

export type Op = Deed & {
  readonly text: string;
  readonly site?: Site;
  readonly source?: string;
  /** What is done next hangs on how it comes out: a start that may fail, a lock that is only tried, a retry. */
  readonly hasOutcome: boolean;
};

/** What is done when earlier outcomes were these. */
export interface Program {
  readonly title: string;
  /** @param outcomes of the ops with `hasOutcome`, in order: whether the start failed, the lock was taken, something was invalidated */
  ops(outcomes: readonly boolean[]): readonly Op[];
}
