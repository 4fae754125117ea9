/** Calls of the subscriber's side of the API: what they give, and what rules are told of them. */
import type { CallExpr } from '../syntax/ast.ts';
import { type SubscriberFunction, subscriberFunction } from '../kernel/subscribers.ts';
import { heldLocks, lockName } from './contexts.ts';
import { atMost } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, type Run, siteOf } from './frame.ts';
import { handedOut, type PastCall, withPast } from './past.ts';
import { isLocalPlace, load, pointedTo, symbolsOf } from './places.ts';
import { openInvalidation } from './ranges.ts';
import { isPlaceWithin, type State, withValue } from './state.ts';
import type { Site } from './trace.ts';
import { type Value, ZERO } from './value.ts';

function sequenceOf(s: State, { sequence }: SubscriberFunction, args: readonly Value[], result: Value): Value | undefined {
  if (!sequence) return undefined;
  if (sequence.by === 'result') return result;
  const arg = args[sequence.index];
  if (!arg || sequence.by === 'argument') return arg;
  return load(s, `${pointedTo(arg)}.${sequence.member}`, symbolsOf(arg));
}

/** The invalidation that a read side begun here would have to wait for, as far as it is of the mm that the notifier was inserted for. */
function invalidationAround(s: State, { verb }: SubscriberFunction, subject: Value | undefined): Site | undefined {
  if (verb !== 'read-begin' || !subject || s.ranges.size === 0) return undefined;
  const inserted = s.past.findLast((call) => call.does.verb === 'insert' && call.subject?.key === subject.key)?.mm;
  return (inserted && openInvalidation(s, inserted)) ?? openInvalidation(s, load(s, `${pointedTo(subject)}.mm`, symbolsOf(subject)));
}

/** A read side that the call begins itself: its sequence is in the request from then on. */
function begun(f: Frame, s: State, does: SubscriberFunction, e: CallExpr, args: readonly Value[]): { readonly state: State; readonly begin: PastCall } | undefined {
  const place = does.sequence?.by === 'member' && args[does.sequence.index];
  const read = subscriberFunction('mmu_interval_read_begin');
  if (!does.begins || !place || does.sequence?.by !== 'member' || !read) return undefined;
  const object = pointedTo(place);
  const { state, value } = freshAt(s, f, e.span, 'sequence');
  const begin: PastCall = {
    name: 'mmu_interval_read_begin', does: read, site: siteOf(f, e.span), result: value, sequence: value, mm: undefined,
    subject: load(state, `${object}.${does.begins}`, symbolsOf(place)), locks: heldLocks(s), isDropped: false, isStored: true,
  };
  const member = `${object}.${does.sequence.member}`;
  return { state: withValue({ ...state, past: withPast(state.past, begin) }, member, value), begin: isOut(state, member) ? { ...begin, isHandedOut: true } : begin };
}

/** The call is told and remembered. What a driver can see of its own does not change, but for what callbacks do. */
export function subscriberCall(run: Run, f: Frame, s: State, name: string, does: SubscriberFunction, e: CallExpr, args: readonly Value[]): readonly Outcome[] {
  const fresh = freshAt(s, f, e.span, name);
  const own = begun(f, fresh.state, does, e, args);
  const before = own?.state ?? fresh.state;
  const state = does.result === 'errno' ? { ...before, facts: atMost(before.facts, fresh.value, 0) } : before;
  const result = does.result === 'none' ? undefined : fresh.value;
  const table = does.ops && args[does.ops.index];
  const call: PastCall = {
    ...(table?.kind === 'address' ? { table: table.place } : {}),
    name, does, site: siteOf(f, e.span), result,
    mm: does.mm === undefined ? undefined : args[does.mm],
    subject: does.subject === 'result' ? result : args[does.subject],
    sequence: own ? own.begin.result : sequenceOf(s, does, args, fresh.value),
    locks: heldLocks(s),
    isDropped: f.routine.discarded.has(e),
    isStored: f.routine.deadStores.has(e),
  };
  // What is known of the same call's earlier results is still true when it is told.
  const { trace } = note(s, f, e.span, 'call', does.step);
  run.observe({ kind: 'subscriber-call', call: e, args, made: call, past: s.past, doubtful: s.locks.filter(({ uncertain }) => uncertain), isDropped: call.isDropped, invalidating: invalidationAround(s, does, call.subject), mayHoldMore: s.locks.length > call.locks.length, facts: s.facts, site: call.site, trace, program: f.program });
  const traced = note(state, f, e.span, 'call', does.step);
  const past = withPast(traced.past, call);
  return [{ state: { ...traced, past: own ? [...past.slice(0, -1), own.begin, ...past.slice(-1)] : past }, value: result ?? ZERO }];
}

/** A call whose result nobody takes: it may be, or hand on, what a call of that side gave. */
export function tellDropped(run: Run, f: Frame, e: CallExpr, outcomes: readonly Outcome[]): void {
  for (const { state, value } of outcomes) {
    const made = state.past.find(({ result }) => result?.key === value.key);
    if (made) run.observe({ kind: 'dropped', made, past: state.past, site: siteOf(f, e.span), trace: state.trace, program: f.program });
  }
}

/**
 * Code that can't be seen is given something. It may begin or end subscriptions that are part of it; and what is given the subscription that a
 * callback is called for, or its sequence, itself or in a structure, may set the sequence.
 */
export function giveSubscriptions(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): State {
  // A function of this file that calls nothing of that side is taken not to have it called elsewhere.
  const handed = name !== '' && f.program.defines(name) ? s : withHandedOn(s, args);
  const does = run.watchesSleep && !run.surveys && givesHandle(run, handed, args) ? subscriberFunction('mmu_interval_set_seq') : undefined;
  if (!does) return handed;
  return { ...handed, past: withPast(handed.past, { name, does, site: siteOf(f, e.span), result: undefined, subject: undefined, mm: undefined, sequence: undefined, locks: [], isDropped: false, isStored: false, isGuess: true }) };
}

function givesHandle(run: Run, s: State, args: readonly Value[]): boolean {
  const isReached = (place: string): boolean => !isLocalPlace(place) || args.some((arg) => arg.kind === 'address' && isPlaceWithin(place, arg.place));
  return args.some((arg) => run.isHandle(arg)) || [...s.env].some(([place, value]) => run.isHandle(value) && isReached(place));
}

function withHandedOn(s: State, args: readonly Value[]): State {
  if (s.past.length === 0) return s;
  const places = args.flatMap((arg) => (arg.kind === 'int' || arg.kind === 'constant' ? [] : [pointedTo(arg)]));
  const isGiven = ({ subject, isHandedOn }: PastCall): boolean => !isHandedOn && subject !== undefined && places.some((place) => isPlaceWithin(pointedTo(subject), place));
  return s.past.some(isGiven) ? { ...s, past: s.past.map((call) => (isGiven(call) ? { ...call, isHandedOn: true as const } : call)) } : s;
}

/** Code that can't be seen is given these values: it may check the sequences among them, or in what they point to. */
export function giveSequences(s: State, args: readonly Value[]): State {
  if (s.past.length === 0) return s;
  const given = args.flatMap((arg) => {
    const object = pointedTo(arg);
    return [arg, ...[...s.env].filter(([place]) => isPlaceWithin(place, object)).map(([, value]) => value)];
  });
  return withHandedOut(s, given);
}

/** A value is stored: in memory of others, or in an object whose address they know, they may check it. */
export function storeSequence(s: State, place: string, value: Value): State {
  if (s.past.length === 0) return s;
  return isOut(s, place) ? withHandedOut(s, [value]) : s;
}

function isOut(s: State, place: string): boolean {
  return !isLocalPlace(place) || [...s.escaped].some((escaped) => isPlaceWithin(place, escaped));
}

function withHandedOut(s: State, values: readonly Value[]): State {
  const past = handedOut(s.past, values);
  return past === s.past ? s : { ...s, past };
}

/** A lock is made. */
export function tellLockInit(run: Run, f: Frame, s: State, e: CallExpr, lock: Value | undefined): void {
  const name = lockName(f.routine, e.args[0]);
  if (name && lock) run.observe({ kind: 'lock-init', name, place: pointedTo(lock), past: s.past, site: siteOf(f, e.span), trace: s.trace, program: f.program });
}
