/** The words that messages share. */
import type { LockKind } from '../kernel/locks.ts';
import { existingPath } from '../simulator/feasible.ts';
import type { Trace } from '../simulator/trace.ts';
import { siteKey, stepsOf, type Site } from '../simulator/trace.ts';

/** At most this many conditions are named in a message; the trace has all of them. */
const NAMED = 3;

/** The decisions on a path after `since` (or all of them), as their steps say it. */
export function decisionsAfter(trace: Trace | undefined, since?: Site): readonly string[] {
  const steps = stepsOf(existingPath(trace));
  const from = since ? steps.findLastIndex((s) => siteKey(s.site) === siteKey(since)) : -1;
  return steps.slice(from + 1).filter((s) => s.kind === 'branch').map((s) => s.text);
}

/**
 * "on the path where `a` is true and `b` is false": the decisions taken since `since`.
 * Empty when there was none, so that it can stand at a sentence's end.
 * @param elsewhere decisions of paths on which all is well
 */
export function pathWords(trace: Trace | undefined, since?: Site, elsewhere?: ReadonlySet<string>): string {
  const taken = decisionsAfter(trace, since);
  // What is decided the same way where all is well explains nothing.
  const telling = elsewhere ? taken.filter((text) => !elsewhere.has(text)) : taken;
  const distinct = [...new Set(telling.length > 0 ? telling : taken)].slice(-NAMED);
  if (distinct.length === 0) return '';
  const last = distinct.pop();
  return ` on the path where ${distinct.length > 0 ? `${distinct.join(', ')} and ` : ''}${last}`;
}

/** How something is called that is called in such a context. */
export const HELD: { readonly [K in LockKind]: string } = {
  spinlock: 'with a spinlock held',
  rcu: 'inside an RCU read side',
  preempt: 'with preemption disabled',
  irq: 'with interrupts disabled',
  'bottom-half': 'with bottom halves disabled',
  'non-block': 'inside a non_block_start() section',
  mutex: 'with a mutex held',
  'rwsem-read': 'with an rwsem held for reading',
  'rwsem-write': 'with an rwsem held for writing',
  'mmap-read': 'with the mmap lock held for reading',
  'mmap-write': 'with the mmap lock held for writing',
  'dma-resv': 'with a dma_resv lock held',
  folio: 'with a folio lock held',
  'ww-mutex': 'with a ww_mutex held',
  semaphore: 'with a semaphore held',
  noreclaim: 'where nothing may be reclaimed',
  nofault: 'where no page fault is served',
};

/** A function's name as a call; a guard is written as one already. */
export function callText(name: string): string {
  return name.includes('(') ? name : `${name}()`;
}
