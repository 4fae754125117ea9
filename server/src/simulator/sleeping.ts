/** Calls that may sleep. */
import type { GuardAcquire } from '../flow/graph.ts';
import { mayFault, mayReclaim, type SleepCondition, sleepFunction, sleepingGuard } from '../kernel/sleep.ts';
import type { CallExpr } from '../syntax/ast.ts';
import { certainLocks } from './contexts.ts';
import { type Frame, note, type Run, siteOf } from './frame.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

/** GFP flags that certainly allow direct reclaim: named, or or-ed together with one that is. */
function reclaims(flags: Value | undefined): boolean {
  if (flags?.kind === 'constant') return mayReclaim(flags.name);
  return flags?.kind === 'operation' && flags.op === '|' && flags.operands.some(reclaims);
}

/** Whether a call with these arguments does what a function may do. */
export function holds(when: SleepCondition, args: readonly Value[]): boolean {
  switch (when.by) {
    case 'always': return true;
    case 'gfp': return (reclaims(args[when.index]) || (when.isOptional === true && args.length <= when.index)) && (when.unlessNull === undefined || args[when.unlessNull]?.key !== '0');
    case 'timeout': return args[when.index]?.key !== '0';
    case 'number': {
      const arg = args[when.index];
      return arg?.kind === 'int' && arg.value !== 0;
    }
  }
}

/**
 * Tell a call of a function of the kernel, if it may sleep when called so.
 * @returns the state to go on in; `undefined` where the path ends: behind a call that may not sleep there, all others have the same cause
 */
export function tellSleepingCall(run: Run, f: Frame, s: State, call: CallExpr, name: string, args: readonly Value[]): State | undefined {
  const sleep = sleepFunction(name);
  const isSpared = mayFault(name) && s.locks.some(({ kind }) => kind === 'nofault');
  return !sleep || isSpared || !holds(sleep.when, args) ? s : tell(run, f, s, name, sleep.what, call.span);
}

/** The same for a guard that is taken. */
export function tellSleepingGuard(run: Run, f: Frame, s: State, guard: GuardAcquire): State | undefined {
  const what = sleepingGuard(guard.lockClass);
  return what === undefined ? s : tell(run, f, s, `guard(${guard.lockClass})`, what, guard.span);
}

function tell(run: Run, f: Frame, s: State, name: string, what: string, span: CallExpr['span']): State | undefined {
  const { trace } = note(s, f, span, 'call', `${name}${name.includes('(') ? '' : '()'} ${what}`);
  run.observe({ kind: 'sleep', name, what, locks: certainLocks(s), site: siteOf(f, span), trace, program: f.program });
  return run.surveys ? s : run.afterSleep(s);
}
