/** Calls that may wait for an invalidation to be done, and locks that are taken; told in runs that ask for hazards. */
import type { GuardAcquire } from '../flow/graph.ts';
import { type Hazard, hazardFunction, hazardGuard } from '../kernel/hazards.ts';
import { lockUse } from '../kernel/lock-uses.ts';
import { guardContext } from '../kernel/locks.ts';
import { mayFault, VOUCHED } from '../kernel/sleep.ts';
import { isMmapLock, sleepingLockFunction, sleepingLockGuard } from '../kernel/sleeping-locks.ts';
import { subscriberFunction, waitsForCallbacks } from '../kernel/subscribers.ts';
import type { CallExpr, Expr, Span } from '../syntax/ast.ts';
import { heldLocks, lockName, lockOfCall, withUnseen } from './contexts.ts';
import { type Frame, note, type Run, siteOf } from './frame.ts';
import type { LockName } from './held.ts';
import type { EndedSubscription } from './observation.ts';
import { holds } from './sleeping.ts';
import { pointedTo } from './places.ts';
import { isPlaceWithin, type State } from './state.ts';
import type { Value } from './value.ts';

function names(value: Value | undefined, flag: string): boolean {
  return value?.kind === 'constant' ? value.name === flag : value?.kind === 'operation' && value.operands.some((operand) => names(operand, flag));
}

/** It points to something that only this path knows of. */
export function isNew(value: Value | undefined): boolean {
  return value?.kind === 'symbol' && value.symbol.isNew === true;
}

/** The lock at this address is part of something of that kind. */
function isInNew(lock: Value | undefined, s: State): boolean {
  if (lock?.kind !== 'address') return false;
  for (const value of s.env.values()) if (isNew(value) && isPlaceWithin(lock.place, pointedTo(value))) return true;
  return false;
}

/** The hazard of a call with these arguments. */
function hazardOf(name: string, args: readonly Value[]): Hazard | undefined {
  const known = hazardFunction(name);
  if (known?.kind === 'folio-lock' && isNew(args[0])) return undefined;
  if (known) return holds(known.when, args) && !(known.when.by === 'gfp' && names(args[known.when.index], VOUCHED)) ? known : undefined;
  // The mmap lock under its own name, as an rwsem.
  const lock = sleepingLockFunction(name);
  const effect = lock?.effects.find(({ action, when }) => action === 'acquire' && when !== 'result');
  const key = args[0]?.key;
  return lock && effect && key !== undefined && isMmapLock(effect.context, key)
    ? { kind: 'mmap-lock', what: 'waits for the mmap lock', when: { by: 'always' }, source: lock.source } : undefined;
}

/** Tell of a call of a function of the kernel. */
export function tellHazardousCall(run: Run, f: Frame, s: State, call: CallExpr, name: string, args: readonly Value[]): void {
  const use = lockUse(name);
  if (use?.action === 'takes' && use.index !== undefined && !isInNew(args[use.index], s)) tellTaken(run, f, s, call.args[use.index], lockOfCall(f.routine, call, use.index), use.kind.includes('(read)'), call.span);
  const hazard = hazardOf(name, args);
  // In a scope that may have ended, or may have been begun, it can't be told whether anything is reclaimed.
  const isSpared = hazard && s.locks.some(({ kind }) => (kind === 'noreclaim' ? hazard.kind === 'reclaim' : kind === 'nofault' && mayFault(name)));
  if (hazard && !isSpared) tell(run, f, s, `${name}()`, hazard, call.span, { ended: endedBy(f, call, name, args), dropped: hazard.drops === undefined ? undefined : args[hazard.drops]?.key });
}

/** What a call ends that waits for callbacks. */
function endedBy(f: Frame, call: CallExpr, name: string, args: readonly Value[]): EndedSubscription | undefined {
  const does = subscriberFunction(name);
  const index = does && waitsForCallbacks(name) && typeof does.subject === 'number' ? does.subject : -1;
  const subject = args[index];
  return does && subject && { kind: does.verb === 'remove' ? 'interval' : 'list', subject, name: lockName(f.routine, call.args[index]) };
}

/** Tell of a guard that is taken. */
export function tellHazardousGuard(run: Run, f: Frame, s: State, guard: GuardAcquire): void {
  const { lockClass, argument, span } = guard;
  if ((guardContext(lockClass) ?? sleepingLockGuard(lockClass)) && !/try/.test(lockClass)) tellTaken(run, f, s, argument, lockName(f.routine, argument), /read/.test(lockClass), span);
  const hazard = hazardGuard(lockClass);
  if (hazard) tell(run, f, s, `guard(${lockClass})`, hazard, span);
}

function tell(run: Run, f: Frame, s: State, name: string, { kind, what }: Hazard, span: Span, { ended, dropped }: { readonly ended?: EndedSubscription | undefined; readonly dropped?: string | undefined } = {}): void {
  const { trace } = note(s, f, span, 'call', `${name} ${what}`);
  run.observe({ kind: 'hazard', hazard: kind, name, what, locks: heldLocks(s).filter(({ key }) => key !== dropped), ...(ended ? { ended } : {}), site: siteOf(f, span), trace, program: f.program });
}

function tellTaken(run: Run, f: Frame, s: State, lock: Expr | undefined, name: LockName | undefined, isRead: boolean, span: Span): void {
  // Without a type it is a variable, which another file may have one of the same name of.
  if (!name || (name.type === undefined && (f.routine.source || lock?.kind !== 'unary' || lock.op !== '&' || lock.operand.kind !== 'name'))) return;
  run.observe({ kind: 'lock-taken', name, isRead, site: siteOf(f, span), trace: s.trace, program: f.program });
}

/** Code that can't be seen and by its name takes a lock may begin a scope in which nothing is reclaimed, as drivers' own lock functions do. */
export function scopeUnseen(f: Frame, s: State, name: string, span: Span): State {
  if (name === '' || !f.program.mayBeginScope(name)) return s;
  return withUnseen(s, 'noreclaim', siteOf(f, span));
}
