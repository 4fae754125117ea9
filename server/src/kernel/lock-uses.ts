/** How people name the locks that a call takes, tries or drops, after the facts in `locks.ts` and `sleeping-locks.ts`. */
import { guardContext, type LockEffect, lockFunction } from './locks.ts';
import { sleepingLockFunction, sleepingLockGuard } from './sleeping-locks.ts';

export interface LockUse {
  readonly action: 'takes' | 'tries' | 'drops';
  /** `mutex`, `rwsem (write)`, `spinlock`. */
  readonly kind: string;
  /** Which argument is the lock (0-based); absent where none is. */
  readonly index?: number;
}

const KINDS: ReadonlyMap<LockEffect['context'], string> = new Map<LockEffect['context'], string>([
  ['rcu', 'RCU'],
  ['rwsem-read', 'rwsem (read)'], ['rwsem-write', 'rwsem (write)'], ['mmap-read', 'mmap_lock (read)'], ['mmap-write', 'mmap_lock (write)'],
  ['dma-resv', 'dma_resv'], ['ww-mutex', 'ww_mutex'], ['folio', 'folio lock'],
]);

/** Contexts that are no locks. */
const NO_LOCKS: ReadonlySet<LockEffect['context']> = new Set<LockEffect['context']>(['preempt', 'irq', 'bottom-half', 'non-block', 'noreclaim', 'nofault']);

/** include/linux/srcu.h: a read side, in which one may sleep. */
const SRCU: ReadonlyMap<string, LockUse['action']> = new Map([['srcu_read_lock', 'takes'], ['srcu_read_unlock', 'drops']]);

/** What a call of the kernel function `name` does to a lock; `undefined` for one that is not about locks. */
export function lockUse(name: string): LockUse | undefined {
  const srcu = SRCU.get(name);
  if (srcu) return { action: srcu, kind: 'SRCU', index: 0 };
  const effect = (sleepingLockFunction(name) ?? lockFunction(name))?.effects.at(-1);
  if (!effect || NO_LOCKS.has(effect.context)) return undefined;
  // include/linux/rwlock.h: the one kind of spinlock with two sides.
  const side = /^_*(read|write)_(lock|unlock|trylock)/.exec(name)?.[1];
  const kind = side ? `rwlock (${side})` : (KINDS.get(effect.context) ?? effect.context);
  const action = effect.action === 'release' ? 'drops' : /try/.test(name) ? 'tries' : 'takes';
  return { action, kind, ...(effect.lock.by === 'argument' ? { index: effect.lock.index } : {}) };
}

/** The same for what `guard(lockClass)` takes (include/linux/cleanup.h), and drops at the end of its scope. */
export function guardUse(lockClass: string): LockUse | undefined {
  const srcu = lockClass === 'srcu' ? 'SRCU' : undefined;
  const context = guardContext(lockClass) ?? sleepingLockGuard(lockClass);
  if (!srcu && (!context || NO_LOCKS.has(context))) return undefined;
  const side = /^(read|write)_lock(_|$)/.exec(lockClass)?.[1];
  const kind = srcu ?? (side ? `rwlock (${side})` : (context && KINDS.get(context)) ?? context ?? '');
  return { action: /try/.test(lockClass) ? 'tries' : 'takes', kind };
}
