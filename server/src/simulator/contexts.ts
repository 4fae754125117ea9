/** Locks, and other contexts that forbid sleeping. */
import type { GuardAcquire } from '../flow/graph.ts';
import type { CallExpr, Expr, Span } from '../syntax/ast.ts';
import { forbidsSleeping, guardContext, type LockEffect } from '../kernel/locks.ts';
import { isMmapLock, isMmapLockMember, lockAssertion, mayBeSleepingGuard, sleepingLockGuard } from '../kernel/sleeping-locks.ts';
import { assume, truth } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, siteOf } from './frame.ts';
import { isLocalPlace, pointedTo } from './places.ts';
import type { Routine } from './routine.ts';
import { type HeldLock, isPlaceWithin, type LockName, type State, uncertain, withTrace, withValue } from './state.ts';
import { constant, operation, type Value, ZERO } from './value.ts';

function mayBeHeld(lock: HeldLock, s: State): boolean {
  return !lock.uncertain && (lock.condition === undefined || truth(lock.condition, s.facts) !== false);
}

/** What forbids sleeping and is held now, as far as can be seen. */
export function certainLocks(s: State): readonly HeldLock[] {
  return s.locks.filter((lock) => forbidsSleeping(lock.kind) && mayBeHeld(lock, s));
}

/** The same for everything that is held, in runs that follow sleeping locks. */
export function heldLocks(s: State): readonly HeldLock[] {
  return s.locks.filter((lock) => mayBeHeld(lock, s));
}

/** What is asked of a function about the names of locks in it. */
type Naming = Pick<Routine, 'graph' | 'memberType' | 'innerPaths'>;

/** What a lock is called in other functions: `&svmm->mutex` is the member `mutex` of its type, wherever the pointer comes from. */
export function lockName(routine: Naming, e: Expr | undefined): LockName | undefined {
  if (e?.kind === 'cast') return lockName(routine, e.operand);
  if (e?.kind !== 'unary' || e.op !== '&') return undefined;
  const members: string[] = [];
  let at = e.operand;
  while (at.kind === 'member') {
    members.unshift(at.field);
    // `(&a.b)->c`, as macros write it, is `a.b.c`.
    const object = at.arrow && at.object.kind === 'unary' && at.object.op === '&' ? at.object.operand : at.object;
    if (at.arrow && object === at.object && object.kind !== 'name') return withInner(routine, structureOf(routine, object), members);
    at = object;
  }
  if (at.kind !== 'name') return undefined;
  const variable = routine.graph.bindings.get(at);
  if (members.length === 0) return variable ? undefined : { member: at.name };
  return variable ? withInner(routine, variable.typeBase, members) : { member: `${at.name}.${members.join('.')}` };
}

function withInner(routine: Naming, type: string | undefined, members: readonly string[]): LockName {
  const member = members.join('.');
  if (type === undefined) return { member };
  const inner = members.length > 1 ? routine.innerPaths(type, member) : [];
  return { type, member, ...(inner.length > 0 ? { inner } : {}) };
}

/** The structure that `e` is, or points to, as members of structures are declared: `r->owner` in `&r->owner->lock`. */
function structureOf(routine: Naming, e: Expr): string | undefined {
  if (e.kind === 'name') {
    const variable = routine.graph.bindings.get(e);
    return variable && variable.pointers <= 1 ? variable.typeBase : undefined;
  }
  const object = e.kind === 'member' ? structureOf(routine, e.object) : undefined;
  return e.kind === 'member' && object !== undefined ? routine.memberType(object, e.field) : undefined;
}

/** The lock that a call is given as argument `index` (0-based), with the class that the call says it is of. */
export function lockOfCall(routine: Naming & Pick<Routine, 'textOf'>, call: CallExpr, index: number): LockName | undefined {
  const name = lockName(routine, call.args[index]);
  const subclass = call.callee.kind === 'name' && call.callee.name.endsWith('_nested') ? call.args[index + 1] : undefined;
  return name && subclass && !(subclass.kind === 'number' && subclass.value === 0) ? { ...name, subclass: routine.textOf(subclass.span) } : name;
}

/** After a condition: a lock whose pointer was found equal to another may be dropped under either name. */
export function withAliases(s: State): State {
  if (!s.locks.some((l) => !l.uncertain && hasOtherName(l, s))) return s;
  return withLocks(s, s.locks.map((l) => (hasOtherName(l, s) ? uncertain(l) : l)));
}

function hasOtherName(lock: HeldLock, s: State): boolean {
  for (const { value, excluded } of s.facts.values()) {
    if (value.kind === 'operation' && value.op === '==' && excluded.includes('0') && value.operands.some((v) => v.key === lock.key)) return true;
  }
  return false;
}

function withLocks(s: State, locks: readonly HeldLock[]): State {
  return { ...s, locks };
}

/** Code that can't be seen may have taken something of this kind: once is as good as often. */
export function withUnseen(s: State, kind: HeldLock['kind'], site: HeldLock['site']): State {
  const key = `unseen ${kind}`;
  return s.locks.some((lock) => lock.key === key) ? s : withLocks(s, [{ key, kind, site, uncertain: true, reach: [] }, ...s.locks]);
}

/** More locks at a time are not followed: the oldest is forgotten. */
const DEEPEST = 16;

function release(before: State, key: string, kind: HeldLock['kind']): State {
  // Whichever mm it is of, it may be the one that the caller holds it for.
  const s = isMmapLock(kind, key) && before.locks.some(({ toldBy }) => toldBy !== undefined) ? withLocks(before, before.locks.filter(({ toldBy }) => toldBy === undefined)) : before;
  const match = s.locks.findLastIndex((l) => l.kind === kind && l.key === key);
  if (match >= 0) return withLocks(s, s.locks.toSpliced(match, 1));
  // Another name for a lock that is held, or one that the caller took: none of this kind is certain any more.
  return s.locks.some((l) => l.kind === kind) ? withLocks(s, s.locks.map((l) => (l.kind === kind ? uncertain(l) : l))) : s;
}

function acquire(s: State, f: Frame, call: CallExpr, effect: LockEffect, key: string, result: Value, reach: readonly string[], called: LockName | undefined): State {
  const name = call.callee.kind === 'name' ? call.callee.name : 'guard';
  const text = `${CONTEXT_TEXT[effect.context]} by ${name}()${effect.when === 'result' ? ' if it succeeds' : ''}`;
  const traced = withTrace(s, { kind: 'lock', site: siteOf(f, call.span), text, lock: effect.context, lockKey: key });
  const lock: HeldLock = {
    key, kind: effect.context, site: siteOf(f, call.span), uncertain: false, reach, ...(called ? { name: called } : {}),
    ...(effect.when === 'result' ? { condition: result } : {}), ...(effect.savesInterrupts ? { savesInterrupts: true } : {}),
  };
  // Taken again at the same place: it was released where we could not see it.
  if (s.locks.some((l) => l.key === key && l.kind === effect.context && l.site.span.start === call.span.start)) {
    return withLocks(traced, traced.locks.map((l) => (l.key === key && l.kind === effect.context ? uncertain(l) : l)));
  }
  return withLocks(traced, [...traced.locks.slice(-DEEPEST), lock]);
}

export const CONTEXT_TEXT: { readonly [K in HeldLock['kind']]: string } = {
  spinlock: 'a spinlock is taken',
  rcu: 'an RCU read side begins',
  preempt: 'preemption is disabled',
  irq: 'interrupts are disabled',
  'bottom-half': 'bottom halves are disabled',
  'non-block': 'a section that must not block begins',
  mutex: 'a mutex is taken',
  'rwsem-read': 'an rwsem is taken for reading',
  'rwsem-write': 'an rwsem is taken for writing',
  'mmap-read': 'the mmap lock is taken for reading',
  'mmap-write': 'the mmap lock is taken for writing',
  'dma-resv': 'a dma_resv lock is taken',
  folio: 'a folio lock is taken',
  'ww-mutex': 'a ww_mutex is taken',
  semaphore: 'a semaphore is taken',
  noreclaim: 'from here on nothing is reclaimed',
  nofault: 'from here on no page fault is served',
};

/** Any error that a call that may fail to take a lock returns. */
const FAILED = operation('-', [constant('EINTR')]) ?? ZERO;

/** Run a call of a function in `kernel/locks.ts` or `kernel/sleeping-locks.ts`. */
/** A lock that is held for writing is held for reading from now on: it is not let go in between. */
function downgrade(s: State, [drops, takes]: readonly LockEffect[], args: readonly Value[]): State | undefined {
  if (drops?.action !== 'release' || takes?.action !== 'acquire' || takes.when || drops.lock.by !== 'argument') return undefined;
  const key = args[drops.lock.index]?.key;
  const match = s.locks.findLastIndex((held) => held.kind === drops.context && held.key === key);
  return match < 0 ? undefined : withLocks(s, s.locks.map((held, i) => (i === match ? { ...held, kind: takes.context } : held)));
}

export function lockCall(f: Frame, s: State, effects: readonly LockEffect[], call: CallExpr, args: readonly Value[]): readonly Outcome[] {
  const name = call.callee.kind === 'name' ? call.callee.name : '';
  let { state, value } = freshAt(s, f, call.span, name);
  const downgraded = f.followsLocks ? downgrade(state, effects, args) : undefined;
  if (downgraded) return [{ state: downgraded, value }];
  for (const effect of effects) {
    const at = effect.lock;
    let key = 'cpu';
    let reach: readonly string[] = [];
    const called = at.by === 'argument' ? lockOfCall(f.routine, call, at.index) : undefined;
    if (at.by === 'argument') {
      const pointer = args[at.index];
      key = pointer?.key ?? '?';
      reach = [key];
    } else if (at.by === 'result') {
      key = value.key;
      reach = [key];
      // Without a condition the lock is always there.
      const facts = effect.when ? undefined : assume(value, true, state.facts);
      if (facts) state = { ...state, facts };
    } else if (at.by === 'out-argument') {
      const pointer = args[at.index];
      if (pointer) {
        const place = pointedTo(pointer);
        const taken = freshAt(state, f, call.span, `${name}-lock`);
        state = withValue(taken.state, place, taken.value);
        key = taken.value.key;
        reach = [key, place];
      }
    }
    if (!f.followsLocks) continue;
    if (effect.walker) state = withLocks(state, state.locks.filter((l) => l.key !== key));
    if (effect.action === 'release') {
      // What is put back is what was before the lock that goes with it.
      const lock = effect.savesInterrupts ? args[0]?.key : undefined;
      if (lock === undefined || !state.locks.some((held) => held.key === lock && held.savesInterrupts)) state = release(state, key, effect.context);
    }
    else if (effect.when === 'zero' && (effect.sureWithout === undefined || args[effect.sureWithout]?.key !== '0')) {
      // Held when the call succeeds: both ways are followed.
      return [
        { state: acquire(state, f, call, effect, key, value, reach, called), value: ZERO },
        { state, value: FAILED },
      ];
    } else {
      state = acquire(state, f, call, effect, key, value, reach, called);
      if (effect.when === 'zero') value = ZERO;
    }
  }
  return [{ state, value }];
}

/** The path is told that the mmap lock of an mm is held by whoever called. @param mm the key of its pointer */
export function holdMmapLock(s: State, f: Frame, span: Span, mm: string, held: 'read' | 'write' | 'any', toldBy: string): State {
  if (!f.followsLocks || s.locks.some(({ kind, key }) => isMmapLock(kind, key) && (key === mm || mmOfLock(key) === mm))) return s;
  const traced = note(s, f, span, 'lock', `the mmap lock is held here: ${toldBy}`);
  // Where it is not said how it is held, nothing may be concluded from its being held for reading only.
  return withLocks(traced, [...traced.locks.slice(-DEEPEST), { key: mm, kind: held === 'read' ? 'mmap-read' : 'mmap-write', toldBy, site: siteOf(f, span), uncertain: false, reach: [mm] }]);
}

/** The key of the pointer to the mm that the mmap lock with this key is in, where it is written as the lock itself. */
function mmOfLock(key: string): string | undefined {
  const object = key.startsWith('&') && isMmapLockMember(key) ? key.slice(1, key.lastIndexOf('.')) : undefined;
  return object?.startsWith('*{') ? object.slice(2, -1) : object && `&${object}`;
}

/** A call that says that a lock is held. `undefined` for any other, and for other locks than the mmap lock. */
export function assertHeld(f: Frame, s: State, call: CallExpr, name: string, pointer: Value | undefined): readonly Outcome[] | undefined {
  const said = lockAssertion(name);
  const mm = said && pointer && (said.of === 'mm' ? pointer.key : mmOfLock(pointer.key));
  return mm === undefined ? undefined : [freshAt(holdMmapLock(s, f, call.span, mm, said?.held ?? 'any', `${name}() says so`), f, call.span, name)];
}

/** @param pointer to the lock, where the guard is given one @param followsSleeping sleeping locks are followed, too */
export function guardAcquired(f: Frame, s: State, guard: GuardAcquire, pointer: Value | undefined, followsSleeping: boolean): State {
  if (!f.followsLocks) return s;
  const { lockClass, span } = guard;
  const atomic = guardContext(lockClass);
  const kind = atomic ?? (followsSleeping ? mayBeSleepingGuard(lockClass) : undefined);
  if (!kind) return s;
  const id = f.prefix + guard.id;
  if (!atomic && !sleepingLockGuard(lockClass)) return withLocks(s, [{ key: id, kind, guard: id, site: siteOf(f, span), uncertain: true, reach: [] }, ...s.locks]);
  const traced = note(s, f, span, 'lock', `${CONTEXT_TEXT[kind]} to the end of the scope`);
  const name = lockName(f.routine, guard.argument);
  const key = atomic ? id : pointer?.key ?? id;
  return withLocks(traced, [...traced.locks, { key, kind, guard: id, site: siteOf(f, span), uncertain: false, reach: [], ...(name ? { name } : {}) }]);
}

export function guardReleased(f: Frame, s: State, id: string): State {
  return withLocks(s, s.locks.filter((l) => l.guard !== f.prefix + id));
}

/**
 * A call of a function that can't be seen: what it might drop is not certain any more. It might where it is given the lock, or an
 * object that holds it.
 * @param letsGo it may drop any: its name says that it lets go of something
 */
export function passLocks(s: State, letsGo: boolean, args: readonly Value[]): State {
  if (s.locks.length === 0) return s;
  const reached = (lock: HeldLock, mayTell: boolean): boolean => args.some((arg) => {
    const pointee = pointedTo(arg);
    // What holds a sleeping lock is given to all kinds of functions that leave it alone; one that may drop it says so in a flag.
    const isItself = arg.key === lock.key && /^(mutex|rwsem|semaphore)/.test(lock.kind);
    if (!mayTell && !forbidsSleeping(lock.kind) && !isItself && !args.some((other) => other.kind === 'address' && isLocalPlace(other.place))) return false;
    return lock.reach.some((r) => r === arg.key || r.includes(`{${arg.key}}`) || isPlaceWithin(r.startsWith('&') ? r.slice(1) : r, pointee));
  });
  const locks = s.locks.map((l) => (l.uncertain ? l : letsGo || reached(l, false) ? uncertain(l) : !l.isPassed && reached(l, true) ? { ...l, isPassed: true as const } : l));
  return locks.every((l, i) => l === s.locks[i]) ? s : withLocks(s, locks);
}
