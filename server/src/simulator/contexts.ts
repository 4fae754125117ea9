/** Locks and other contexts that forbid sleeping. */
import type { CallExpr } from '../syntax/ast.ts';
import { guardContext, type LockEffect } from '../kernel/locks.ts';
import { assume, truth } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, siteOf } from './frame.ts';
import { pointedTo } from './places.ts';
import { type HeldLock, type State, uncertain, withValue } from './state.ts';
import { type Value, ZERO } from './value.ts';

/** What is certainly held now. */
export function certainLocks(s: State): readonly HeldLock[] {
  return s.locks.filter((lock) => !lock.uncertain && (lock.condition === undefined || truth(lock.condition, s.facts) !== false));
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

/** More locks at a time are not followed: the oldest is forgotten. */
const DEEPEST = 16;

function release(s: State, key: string, kind: HeldLock['kind']): State {
  const match = s.locks.findLastIndex((l) => l.kind === kind && l.key === key);
  if (match >= 0) return withLocks(s, s.locks.toSpliced(match, 1));
  // Another name for a lock that is held, or one that the caller took: none of this kind is certain any more.
  return s.locks.some((l) => l.kind === kind) ? withLocks(s, s.locks.map((l) => (l.kind === kind ? uncertain(l) : l))) : s;
}

function acquire(s: State, f: Frame, call: CallExpr, effect: LockEffect, key: string, result: Value, reach: readonly string[]): State {
  const name = call.callee.kind === 'name' ? call.callee.name : 'guard';
  const traced = note(s, f, call.span, 'lock', `${CONTEXT_TEXT[effect.context]} by ${name}()${effect.when ? ' if it succeeds' : ''}`);
  const lock: HeldLock = {
    key, kind: effect.context, site: siteOf(f, call.span), uncertain: false, reach,
    ...(effect.when === 'result' ? { condition: result } : {}),
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
};

/** Run a call of a function in `kernel/locks.ts`. */
export function lockCall(f: Frame, s: State, effects: readonly LockEffect[], call: CallExpr, args: readonly Value[]): readonly Outcome[] {
  const name = call.callee.kind === 'name' ? call.callee.name : '';
  let { state, value } = freshAt(s, f, call.span, name);
  for (const effect of effects) {
    const at = effect.lock;
    let key = 'cpu';
    let reach: readonly string[] = [];
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
    if (effect.action === 'release') state = release(state, key, effect.context);
    else if (effect.when === 'zero') {
      // Held when the call succeeds: both ways are followed.
      return [
        { state: acquire(state, f, call, effect, key, value, reach), value: ZERO },
        { state, value: { kind: 'constant', key: '#ENOENT', name: 'ENOENT' } },
      ];
    } else state = acquire(state, f, call, effect, key, value, reach);
  }
  return [{ state, value }];
}

export function guardAcquired(f: Frame, s: State, lockClass: string, id: string, span: CallExpr['span']): State {
  const context = f.followsLocks ? guardContext(lockClass) : undefined;
  if (!context) return s;
  const traced = note(s, f, span, 'lock', `${CONTEXT_TEXT[context]} to the end of the scope`);
  return withLocks(traced, [...traced.locks, { key: f.prefix + id, kind: context, site: siteOf(f, span), uncertain: false, reach: [] }]);
}

export function guardReleased(f: Frame, s: State, id: string): State {
  return withLocks(s, s.locks.filter((l) => l.key !== f.prefix + id));
}

/**
 * A call of a function that can't be seen: what it might drop is not certain any more. It might where it is given the lock, or an
 * object that holds it.
 * @param letsGo it may drop any: its name says that it lets go of something
 */
export function passLocks(s: State, letsGo: boolean, args: readonly Value[]): State {
  if (s.locks.length === 0) return s;
  const reached = (lock: HeldLock): boolean => args.some((arg) => {
    const pointee = pointedTo(arg);
    return lock.reach.some((r) => r === arg.key || r.startsWith(pointee) || r.includes(`{${arg.key}}`) || r.startsWith(`&${pointee}`));
  });
  const locks = s.locks.map((l) => (!l.uncertain && (letsGo || reached(l)) ? uncertain(l) : l));
  return locks.every((l, i) => l === s.locks[i]) ? s : withLocks(s, locks);
}
