/**
 * The core's side of a race, and what is shared: mm/mmu_notifier.c (mn_itree_inv_start_range(), mn_itree_inv_end(), mmu_interval_read_begin()), Documentation/mm/hmm.rst.
 * One interval notifier on one address; its device has the page mapped at first.
 */
import type { Deed, Op } from './ops.ts';

export interface Entry {
  readonly page: string;
  readonly isWritable: boolean;
}

/** What all threads see. */
export interface Shared {
  /** Threads that hold it, by name of the lock; `r` behind the number of one that only reads. */
  readonly locks: Readonly<Record<string, readonly string[]>>;
  /** Invalidations that are going on. */
  readonly active: number;
  /** The sequence of the mm: odd while something is invalidated. */
  readonly sequence: number;
  /** The sequence that the notifier was set to last. */
  readonly own: number;
  readonly cpu: Entry | undefined;
  readonly device: Entry | undefined;
  /** Pages that the CPU has given up. */
  readonly givenUp: readonly string[];
  readonly freed: readonly string[];
  /** Pages that there were. */
  readonly pages: number;
}

/** What a thread remembers. */
export interface Local {
  readonly sequence?: number;
  readonly found?: Entry;
}

export interface After {
  readonly shared: Shared;
  readonly local: Local;
  /** How it came out, of an op with an outcome. */
  readonly outcome?: boolean;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const AT_FIRST: Shared = {
  locks: {}, active: 0, sequence: 2, own: 1, cpu: { page: 'A', isWritable: true }, device: { page: 'A', isWritable: true }, givenUp: [], freed: [], pages: 1,
};

function isOdd(sequence: number): boolean {
  return sequence % 2 === 1;
}

/** One step; `undefined` where it has to wait. (A start is its first part here: who explores calls the callback.) */
export function perform(op: Op, thread: number, shared: Shared, local: Local): After | undefined {
  switch (op.do) {
    case 'lock': return lock(op, thread, shared, local);
    case 'unlock': return { shared: { ...shared, locks: { ...shared.locks, [op.lock]: without(shared.locks[op.lock] ?? [], thread) } }, local };
    case 'start': return { shared: { ...shared, active: shared.active + 1, sequence: isOdd(shared.sequence) ? shared.sequence : shared.sequence + 1 }, local };
    case 'end': return { shared: ended(shared), local };
    case 'change': return { shared: changed(op.change, shared), local };
    case 'free': return { shared: { ...shared, freed: [...new Set([...shared.freed, ...shared.givenUp])].sort(), givenUp: [] }, local };
    case 'read-begin':
      // Who comes while the notifier is being invalidated waits for the end.
      return isOdd(shared.sequence) && shared.own === shared.sequence ? undefined : { shared, local: { ...local, sequence: shared.own } };
    case 'look-up': return lookedUp(shared, local);
    case 'read-retry': return { shared, local, outcome: shared.own !== local.sequence };
    case 'set-seq': return { shared: { ...shared, own: shared.sequence }, local };
    case 'map': return { shared: { ...shared, device: local.found ?? shared.device }, local };
    case 'drop': return { shared: { ...shared, device: undefined }, local };
    case 'write-protect': return { shared: { ...shared, device: shared.device && { ...shared.device, isWritable: false } }, local };
    case 'return': return { shared, local };
  }
}

function without(holders: readonly string[], thread: number): readonly string[] {
  const at = holders.findLastIndex((holder) => holder.startsWith(String(thread)));
  return at < 0 ? holders : holders.toSpliced(at, 1);
}

function lock({ lock: name, isRead, hasOutcome }: Op & Extract<Deed, { do: 'lock' }>, thread: number, shared: Shared, local: Local): After | undefined {
  const holders = shared.locks[name] ?? [];
  const isFree = isRead ? holders.every((holder) => holder.endsWith('r')) : holders.length === 0;
  if (!isFree) return hasOutcome ? { shared, local, outcome: false } : undefined;
  const after = { ...shared, locks: { ...shared.locks, [name]: [...holders, `${thread}${isRead ? 'r' : ''}`].sort() } };
  return { shared: after, local, ...(hasOutcome ? { outcome: true } : {}) };
}

/** The last one that ends makes the sequence even again, and wakes those who wait. */
export function ended(shared: Shared): Shared {
  const active = Math.max(0, shared.active - 1);
  return { ...shared, active, sequence: active === 0 && isOdd(shared.sequence) ? shared.sequence + 1 : shared.sequence };
}

function changed(change: 'clear' | 'replace' | 'protect' | 'allow', shared: Shared): Shared {
  const { cpu, givenUp, pages } = shared;
  if (change === 'protect' || change === 'allow') return { ...shared, cpu: cpu && { ...cpu, isWritable: change === 'allow' } };
  const left = cpu ? [...givenUp, cpu.page].sort() : givenUp;
  if (change === 'clear') return { ...shared, cpu: undefined, givenUp: left };
  return { ...shared, cpu: { page: LETTERS[pages] ?? '?', isWritable: true }, givenUp: left, pages: pages + 1 };
}

function lookedUp(shared: Shared, local: Local): After {
  const cpu = shared.cpu ?? { page: LETTERS[shared.pages] ?? '?', isWritable: true };
  return { shared: shared.cpu ? shared : { ...shared, cpu, pages: shared.pages + 1 }, local: { ...local, found: cpu } };
}

/** What the device can do that the CPU's entry does not allow any more. */
export function violation({ cpu, device, freed }: Shared): 'stale' | 'reuse' | undefined {
  if (!device) return undefined;
  if (freed.includes(device.page)) return 'reuse';
  return device.page !== cpu?.page || (device.isWritable && !cpu.isWritable) ? 'stale' : undefined;
}
