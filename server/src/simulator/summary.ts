/**
 * Summaries of functions that matter only for locks. Whether one sleeps under the locks that its caller holds, and what
 * becomes of those, is found once for all callers that hold the same locks: its parameters are unknown but for their truth. A
 * function of which that does not settle it is run in the state of the call (see `calls.ts`).
 */
import { certainLocks } from './contexts.ts';
import { assume, truth } from './facts.ts';
import { type Frame, type Run, siteOf, variablePlace } from './frame.ts';
import { load, pointedTo } from './places.ts';
import type { Callee, LockFate, LockSummary } from './routine.ts';
import { type HeldLock, INITIAL_STATE, type State, uncertain, withValue } from './state.ts';
import type { Value } from './value.ts';

const TOO_LARGE: LockSummary = { sleeps: true, touchesRanges: true, isTooLarge: true, keeps: false, ways: undefined };

/** A lock of the caller, in terms of the function that is called. */
interface GivenLock {
  readonly kind: HeldLock['kind'];
  /** The parameter (0-based) through which the function knows the lock, if it is one. */
  readonly parameter?: number;
  /**
   * How the lock's pointer is found from there: it is the parameter, is stored in a member of what that points to, or is a member's
   * address. Globals and the CPU have the same name everywhere.
   */
  readonly by: 'itself' | 'stored' | 'address' | 'global' | 'unknown';
  readonly path: string;
}

/** A key that starts from a global variable, or the CPU's. */
const GLOBAL_KEY = /^cpu$|^(&|\$@)(\*\{\$@)*::/;

/** How `args` lead to the lock. */
function givenLock(lock: HeldLock, args: readonly Value[], s: State): GivenLock {
  const { kind, key } = lock;
  if (GLOBAL_KEY.test(key)) return { kind, by: 'global', path: key };
  for (const [parameter, arg] of args.entries()) {
    if (arg.key === key) return { kind, parameter, by: 'itself', path: '' };
    const object = pointedTo(arg);
    for (const [before, by] of [[`&${object}`, 'address'], [`$@${object}`, 'stored']] as const) {
      if (key.startsWith(`${before}.`)) return { kind, parameter, by, path: key.slice(before.length) };
    }
    for (const [place, value] of s.env) if (value.key === key && place.startsWith(`${object}.`)) return { kind, parameter, by: 'stored', path: place.slice(object.length) };
  }
  return { kind, by: 'unknown', path: '' };
}

/** The lock in the callee's own terms. Which of several unknown ones it is, `nth` tells. */
function heldAtEntry(given: GivenLock, nth: number, f: Frame): HeldLock {
  const { kind } = given;
  const site = siteOf(f, f.routine.syntax.nameSpan);
  if (given.by === 'global') return { kind, site, uncertain: false, key: given.path, reach: [given.path] };
  const pointer = given.parameter === undefined ? undefined : f.routine.graph.variables.find((v) => v.parameter === given.parameter);
  if (!pointer) return { kind, site, uncertain: false, key: `caller's-${nth}`, reach: [] };
  const value = load(INITIAL_STATE, variablePlace(f, pointer), []);
  const place = `${pointedTo(value)}${given.path}`;
  const key = given.by === 'itself' ? value.key : given.by === 'address' ? `&${place}` : `$@${place}`;
  return { kind, site, uncertain: false, key, reach: given.by === 'stored' ? [key, place] : [key] };
}

/** What is known of an argument to all callers: its truth, or the number that it is. */
function knownOf(arg: Value, s: State): string {
  if (arg.kind === 'int' || arg.kind === 'constant') return arg.key;
  const known = truth(arg, s.facts);
  return known === undefined ? '?' : known ? '!0' : '0';
}

function entryState(f: Frame, args: readonly Value[], caller: State): State {
  let state = INITIAL_STATE;
  for (const variable of f.routine.graph.variables) {
    const arg = variable.parameter === undefined ? undefined : args[variable.parameter];
    if (!arg) continue;
    const place = variablePlace(f, variable);
    if (arg.kind === 'int' || arg.kind === 'constant') {
      state = withValue(state, place, arg);
      continue;
    }
    const known = truth(arg, caller.facts);
    const facts = known === undefined ? state.facts : assume(load(state, place, []), known, state.facts);
    state = { ...state, facts: facts ?? state.facts };
  }
  return state;
}

/** What `routine` does under the locks held in `s`, when called with `args`. */
export function lockSummary(run: Run, s: State, callee: Callee, args: readonly Value[]): LockSummary {
  const given = certainLocks(s).map((lock) => givenLock(lock, args, s));
  const context = given.map((g) => `${g.kind} ${g.by} ${g.parameter} ${g.path}`).join(';');
  return run.summarized(`${callee.routine.key}(${args.map((arg) => knownOf(arg, s)).join(',')}) ${context}`, () => {
    let locks: readonly HeldLock[] = [];
    let sleeps = false;
    let touchesRanges = false;
    let own = '';
    const enter = (f: Frame): State => {
      own = f.prefix;
      locks = given.map((g, i) => heldAtEntry(g, i, f));
      return { ...entryState(f, args, s), locks };
    };
    const exits = run.probe(callee, enter, (o) => {
      if ('locks' in o && o.locks.some((held) => locks.some((lock) => lock.key === held.key && lock.kind === held.kind))) sleeps = true;
      if ('range' in o && !o.range.place.startsWith(own)) touchesRanges = true;
    });
    if (exits === 'recursion') return { sleeps: false, touchesRanges: true, isTooLarge: false, keeps: false, ways: [given.map(() => 'uncertain')] };
    if (exits === 'too many paths') return TOO_LARGE;
    const ways = new Map(exits.map((o) => fatesOf(given, locks, o.state)).map((fates) => [fates?.join(), fates]));
    const fates = [...ways.values()].filter((way) => way !== undefined);
    const keeps = exits.length > 0 && exits.every((o) => keepsOwn(locks, o.state));
    return { sleeps, touchesRanges, isTooLarge: false, keeps, ways: fates.length === ways.size ? fates : undefined };
  });
}

function keepsOwn(locks: readonly HeldLock[], exit: State): boolean {
  return exit.locks.some((held) => !held.uncertain && !locks.some((lock) => lock.key === held.key && lock.kind === held.kind));
}

/** `undefined` where it returns with a lock of its own, or may have dropped a lock that it knows by another name. */
function fatesOf(given: readonly GivenLock[], locks: readonly HeldLock[], exit: State): readonly LockFate[] | undefined {
  if (keepsOwn(locks, exit)) return undefined;
  const fates = locks.map((lock): LockFate => {
    const held = exit.locks.find((other) => other.key === lock.key && other.kind === lock.kind);
    return held === undefined ? 'dropped' : held.uncertain ? 'uncertain' : 'held';
  });
  return fates.some((fate, i) => fate === 'uncertain' && given[i]?.by === 'unknown') ? undefined : fates;
}

/** The caller's locks after a call with these fates. */
export function locksAfter(s: State, fates: readonly LockFate[]): readonly HeldLock[] {
  const certain = certainLocks(s);
  return s.locks.flatMap((lock) => {
    const fate = fates[certain.indexOf(lock)] ?? 'held';
    return fate === 'dropped' ? [] : [fate === 'held' ? lock : uncertain(lock)];
  });
}
