/** A lock, or another context, that a path holds. */
import type { LockKind } from '../kernel/locks.ts';
import type { Site } from './trace.ts';
import type { Value } from './value.ts';

/** What a lock is called everywhere: a member of a type, or a variable. */
export interface LockName {
  /** `struct svm`; absent for a variable. */
  readonly type?: string;
  /** `lock`, `userptr.notifier_lock`, or the variable's name. */
  readonly member: string;
  /**
   * How it is said to stand to others of its name (`mutex_lock_nested(&a->lock, SINGLE_DEPTH_NESTING)`): a class of its own in the order of locks
   * (Documentation/locking/lockdep-design.rst). Absent for the usual one.
   */
  readonly subclass?: string;
  /** What those call it who know of a structure inside of that one only: `notifier_lock` of `struct gpusvm`, where this is `svm.gpusvm.notifier_lock` of another. */
  readonly inner?: readonly { readonly type: string; readonly member: string }[];
}

/**
 * Whether two names are certainly of one lock, as far as names tell: a member of one name in one structure, as for lockdep. Where both tell of more around
 * that structure, and differ in it, they are not: one may be inside of the object twice.
 */
export function isOneLock(a: LockName, b: LockName): boolean {
  const are = (x: Pick<LockName, 'type' | 'member'>, y: Pick<LockName, 'type' | 'member'>): boolean => x.type === y.type && x.member === y.member;
  return are(a, b) || a.inner?.some((path) => are(path, b)) === true || b.inner?.some((path) => are(path, a)) === true;
}

export interface HeldLock {
  /** Two locks with equal keys are the same lock. */
  readonly key: string;
  readonly kind: LockKind;
  readonly site: Site;
  /** Absent where the text does not tell. */
  readonly name?: LockName;
  /** With it was kept whether interrupts were let in before. */
  readonly savesInterrupts?: true;
  /** The caller holds it: the path has not taken it, and only says so, or is entered so. How it tells: `mmap_assert_locked()`. */
  readonly toldBy?: string;
  /** It is dropped when this guard's scope ends. */
  readonly guard?: string;
  /** Held only if this is true (a trylock's result, a mapped entry). */
  readonly condition?: Value;
  /** It may have been dropped where we could not see it. */
  readonly uncertain: boolean;
  /** Code that can't be seen was given a way to it since: who takes it again may know more than we do. */
  readonly isPassed?: true;
  /** Pointers and places through which code that can't be seen could drop it. */
  readonly reach: readonly string[];
}

export function uncertain(lock: HeldLock): HeldLock {
  const { condition: _, ...rest } = lock;
  return { ...rest, uncertain: true };
}
