/** Calls of the subscriber's side of the API: what they give, and what rules are told of them. */
import type { CallExpr, Span } from '../syntax/ast.ts';
import { type SubscriberFunction, subscriberFunction } from '../kernel/subscribers.ts';
import { mayGiveUp } from '../kernel/frees.ts';
import type { LockEffect } from '../kernel/locks.ts';
import { heldLocks, lockName, withUnseen } from './contexts.ts';
import { loseSight } from './escape.ts';
import { assume, atMost, type Facts, truth } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, type Run, siteOf } from './frame.ts';
import { beginOf, checkedLookup, handedOut, hasLookedUp, isFound, kept, lastLookup, madeUseOf, type PastCall, withPast } from './past.ts';
import { isLocalPlace, load, pointedTo, symbolsOf } from './places.ts';
import { openInvalidation } from './ranges.ts';
import { chunkOf, chunkStored, giveChunks, overtaking } from './requests.ts';
import { isPlaceWithin, type State, withValue } from './state.ts';
import type { Site } from './trace.ts';
import { constant, mentions, operation, type Value, ZERO } from './value.ts';

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

/** Once an invalidation has run, every look at the sequence tells so. (One path alone has to come to its end: who asks for ever is shown a way out.) */
function isOvertaken(s: State, does: SubscriberFunction, args: readonly Value[]): boolean {
  const isLook = ({ verb }: SubscriberFunction): boolean => verb === 'read-retry' || verb === 'check-retry';
  const sequence = isLook(does) ? sequenceOf(s, does, args, ZERO) : undefined;
  return sequence !== undefined && s.past.some((call) => isLook(call.does) && call.sequence?.key === sequence.key && call.result !== undefined && truth(call.result, s.facts) === true);
}

/** What is known of a result before anybody asks. @param isTrue of one that says yes or no: nothing else can be its answer */
function knownOf(result: Value, facts: Facts, does: SubscriberFunction, isTrue: boolean): Facts {
  if (does.result === 'errno') return withoutErrors(atMost(facts, result, 0), result, does.neverGives);
  return (isTrue && assume(result, true, facts)) || facts;
}

function withoutErrors(facts: Facts, result: Value, errors: readonly string[] = []): Facts {
  return errors.reduce((known, error) => {
    const negative = operation('-', [constant(error)]);
    const equal = negative && operation('==', [result, negative]);
    return (equal && assume(equal, false, known)) ?? known;
  }, facts);
}

/** The call is told and remembered. What a driver can see of its own does not change, but for what callbacks do. */
export function subscriberCall(run: Run, f: Frame, before: State, name: string, does: SubscriberFunction, e: CallExpr, args: readonly Value[]): readonly Outcome[] {
  const s = does.begins ? begunWithin(run, f, before, name, does.begins, e, args[0]) : before;
  const fresh = freshAt(s, f, e.span, name);
  const isKnown = !run.isLed && isOvertaken(s, does, args);
  const state = { ...fresh.state, facts: knownOf(fresh.value, fresh.state.facts, does, isKnown) };
  const result = does.result === 'none' ? undefined : fresh.value;
  const isRetry = does.verb === 'read-retry';
  const { discarded, voided, printed, warned, deadStores } = f.routine;
  const isThrownAway = isRetry && (discarded.has(e) || voided.has(e));
  const call: PastCall = {
    ...tableGiven(s, does, args),
    ...(does.request && args[0] ? chunkOf(s, does.request, args[0]) : {}),
    name, does, site: siteOf(f, e.span), result,
    mm: does.mm === undefined ? undefined : args[does.mm],
    subject: does.subject === 'result' ? result : args[does.subject],
    sequence: sequenceOf(s, does, args, fresh.value),
    locks: heldLocks(s),
    isDropped: isThrownAway || discarded.has(e) || (isRetry && (printed.has(e) || warned.has(e))),
    ...(isThrownAway ? { isThrownAway } : {}),
    isStored: deadStores.has(e),
  };
  return [{ state: toldAndRemembered(run, f, s, state, call, e, args), value: result ?? ZERO }];
}

/** The ops table: an argument, or a member of the subscription. */
function tableGiven(s: State, { ops, opsMember, subject }: SubscriberFunction, args: readonly Value[]): Pick<PastCall, 'table'> {
  const pointer = typeof subject === 'number' ? args[subject] : undefined;
  const table = ops ? args[ops.index] : opsMember !== undefined && pointer ? s.env.get(`${pointedTo(pointer)}.${opsMember}`) : undefined;
  return table?.kind === 'address' ? { table: table.place } : {};
}

/** @param s before the call @param after with what it gives */
function toldAndRemembered(run: Run, f: Frame, s: State, after: State, call: PastCall, e: CallExpr, args: readonly Value[]): State {
  // What is known of the same call's earlier results is still true when it is told.
  const { trace } = note(s, f, e.span, 'call', call.does.step);
  run.observe({ kind: 'subscriber-call', call: e, args, made: call, past: s.past, doubtful: s.locks.filter(({ uncertain }) => uncertain), isDropped: call.isDropped, invalidating: invalidationAround(s, call.does, call.subject), mayHoldMore: s.locks.length > call.locks.length, facts: s.facts, site: call.site, trace, program: f.program });
  const traced = note(after, f, e.span, 'call', call.does.step);
  const past = call.does.verb === 'read-begin' ? overtaking(s, traced.past, call) : traced.past;
  return { ...traced, past: withPast(past, call) };
}

/** The function begins a read side itself, as the one that is there for that does. */
function begunWithin(run: Run, f: Frame, s: State, name: string, begins: NonNullable<SubscriberFunction['begins']>, e: CallExpr, request: Value | undefined): State {
  const does = subscriberFunction('mmu_interval_read_begin');
  if (!does || !request) return s;
  const { state, value } = freshAt(s, f, e.span, `${name} sequence`);
  const [from, to] = [`${pointedTo(request)}.${begins.subject}`, `${pointedTo(request)}.${begins.sequence}`];
  const call: PastCall = {
    name, does, site: siteOf(f, e.span), result: value, mm: undefined, subject: load(s, from, symbolsOf(request)), sequence: value, locks: heldLocks(s), isDropped: false, isStored: false,
  };
  const begun = toldAndRemembered(run, f, s, state, call, e, [call.subject ?? request]);
  return withValue(storeSequence(begun, to, value), to, value);
}

/** A call whose result nobody takes, or only to print: it may be, or hand on, what a call of that side gave. */
export function tellDropped(run: Run, f: Frame, e: CallExpr, outcomes: readonly Outcome[], isPrinted: boolean): void {
  for (const { state, value } of outcomes) {
    const made = state.past.find(({ result }) => result?.key === value.key);
    if (made) run.observe({ kind: 'dropped', isPrinted, made, past: state.past, site: siteOf(f, e.span), trace: state.trace, program: f.program });
  }
}

/**
 * Code that can't be seen is given something. It may begin or end subscriptions that are part of it; and what is given the subscription that a
 * callback is called for, or its sequence, itself or in a structure, may set the sequence.
 */
export function giveSubscriptions(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): State {
  // A function of this file that calls nothing of that side is taken not to have it called elsewhere.
  const handed = name !== '' && f.program.defines(name) ? s : withHandedOn(s, args);
  return run.watchesSleep && !run.surveys && givesHandle(run, handed, args) ? maySet(f, handed, name, e.span) : handed;
}

/** The sequence may be set here. */
function maySet(f: Frame, s: State, name: string, span: Span): State {
  const does = subscriberFunction('mmu_interval_set_seq');
  return does ? { ...s, past: withPast(s.past, { name, does, site: siteOf(f, span), result: undefined, subject: undefined, mm: undefined, sequence: undefined, locks: [], isDropped: false, isStored: false, isGuess: true }) } : s;
}

/** Behind control flow that can't be seen anything may have been done. */
export function afterUnknown(run: Run, f: Frame, s: State, span: Span): State {
  const lost = loseSight(f, s);
  const locked = run.followsSleepingLocks ? withUnseen(lost, 'mutex', siteOf(f, span)) : lost;
  // What was done is done.
  const set = s.past.filter(({ does }) => does.verb === 'set-seq');
  return run.watchesSleep && !run.surveys ? maySet(f, { ...locked, past: set }, '', span) : locked;
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

/** A value, and what is held in an object that it stands for. */
function within(s: State, value: Value, object: string): readonly Value[] {
  return [value, ...[...s.env].flatMap(([place, held]) => (isPlaceWithin(place, object) ? [held] : []))];
}

/** The objects that a value is a pointer to, or a copy of. */
function objectsOf(s: State, value: Value): readonly string[] {
  if (value.kind === 'int' || value.kind === 'constant') return [];
  const copied = value.kind === 'symbol' ? [...s.env].flatMap(([place, held]) => (held.key === value.key ? [place] : [])) : [];
  return [pointedTo(value), ...copied, ...(value.kind === 'symbol' && value.symbol.origin === 'place' ? [value.symbol.id.slice(1)] : [])];
}

/** Sequences among these values, or in what they point to or are copies of, get where others may check them. */
export function publishSequences(s: State, values: readonly Value[]): State {
  if (!s.past.some(({ does }) => does.verb === 'read-begin')) return s;
  return remembering(s, handedOut(s.past, values.flatMap((value) => [value, ...objectsOf(s, value).flatMap((object) => within(s, value, object))])));
}

/** Code that can't be seen is given these values: it may check the sequences among them, or in what they point to. */
export function giveSequences(s: State, args: readonly Value[]): State {
  if (s.past.length === 0) return s;
  const given = args.flatMap((arg) => within(s, arg, pointedTo(arg)));
  return remembering(s, giveChunks(kept(handedOut(s.past, given), given), args));
}

/** These are followed, or given to code that can't be seen, themselves or in what they point to: what was found among them is used. @param by the function that they are given */
export function useFound(run: Run, f: Frame, s: State, span: Span, values: readonly (Value | undefined)[], by?: string): State {
  if (!run.watchesSubscriber || !hasLookedUp(s.past)) return s;
  const isUsed = values.some((value) => value && (isFound(value) || (value.kind === 'address' && [...s.env].some(([place, held]) => isFound(held) && isPlaceWithin(place, withoutIndex(value.place))))));
  const isGivenUp = by !== undefined && mayGiveUp(by);
  const isRaw = !isUsed && !isGivenUp && values.some((value) => value && isFilledIn(s, value));
  if ((isUsed || isRaw) && !isGivenUp) tellUsedBehindCheck(run, f, s, span, values);
  const past = isUsed || isRaw ? madeUseOf(s.past, isUsed ? 'used' : 'translated', siteOf(f, span)) : s.past;
  return past === s.past ? s : { ...note(s, f, span, 'call', 'what was found is used here'), past };
}

/** What was found is used behind the check of its sequence, and neither what uses it nor memory has the answer. That it is, is no step of the path. */
function tellUsedBehindCheck(run: Run, f: Frame, s: State, span: Span, values: readonly (Value | undefined)[]): void {
  const checked = checkedLookup(s.past);
  const answer = checked?.check.result;
  if (!checked || answer?.kind !== 'symbol') return;
  const isTold = (value: Value | undefined): boolean => value !== undefined && mentions(value, answer.symbol.id);
  if (values.some(isTold) || [...s.env.values()].some(isTold)) return;
  run.observe({ kind: 'found-used', ...checked, given: values, locks: heldLocks(s), site: siteOf(f, span), trace: s.trace, program: f.program });
}

/** It is the array that the last look-up has filled in, or an element of that, as it was found. */
function isFilledIn(s: State, value: Value): boolean {
  const { chunk, result } = lastLookup(s.past) ?? {};
  if (!chunk || !result || truth(result, s.facts) !== false) return false;
  const array = withoutIndex(pointedTo(chunk.into));
  const isIn = (place: string): boolean => isPlaceWithin(place, array);
  return isIn(withoutIndex(pointedTo(value))) || (value.kind === 'symbol' && value.symbol.origin === 'place' && isIn(value.symbol.id.slice(1)));
}

/** What was found is put into the object that its notifier is part of, where the callback, and others, may find it. */
export function publishFound(run: Run, f: Frame, s: State, place: string, value: Value, span: Span): State {
  if (!run.watchesSubscriber || isLocalPlace(place) || !hasLookedUp(s.past) || !isFound(value)) return s;
  const lookup = lastLookup(s.past);
  const subject = beginOf(s.past, lookup?.sequence)?.subject;
  const object = subject?.kind === 'address' ? outermost(subject.place) : undefined;
  return object !== undefined && object === outermost(place) ? useFound(run, f, s, span, [value]) : s;
}

/** The object that a place behind a pointer is part of: `*{p}` of `*{p}.a.b`. */
function outermost(place: string): string | undefined {
  return /^\*\{(?:[^{}]|\{[^{}]*\})*\}/.exec(place)?.[0];
}

/** The array of an element. */
function withoutIndex(place: string): string {
  return place.replace(/\[[^[\]]*\]$/, '');
}

/** A value is stored: in memory of others, or in an object whose address they know, they may check it. @param adds it was got by adding to something of the last look-up's */
export function storeSequence(s: State, place: string, value: Value, adds?: 'from' | 'into'): State {
  if (s.past.length === 0) return s;
  const out = isOut(s, place) ? publishSequences(s, [value]).past : s.past;
  const past = isLocalPlace(place) && !place.includes('[') ? out : kept(out, [value], place);
  return remembering(s, chunkStored(s, past, place, value, adds));
}

function isOut(s: State, place: string): boolean {
  return !isLocalPlace(place) || [...s.escaped].some((escaped) => isPlaceWithin(place, escaped));
}

function remembering(s: State, past: State['past']): State {
  return past === s.past ? s : { ...s, past };
}

/** Locks are waited for: whether one is held already. */
export function tellTakenAgain(run: Run, f: Frame, s: State, e: CallExpr, effects: readonly LockEffect[], args: readonly Value[]): void {
  for (const { action, when, lock: at, context } of effects) {
    const key = action === 'acquire' && when !== 'result' && at.by === 'argument' ? args[at.index]?.key : undefined;
    const lock = key === undefined ? undefined : heldLocks(s).find((held) => held.key === key && held.kind === context && !held.condition && !held.isPassed);
    if (lock) run.observe({ kind: 'lock-again', lock, past: s.past, site: siteOf(f, e.span), trace: s.trace, program: f.program });
  }
}

/** A lock is made. */
export function tellLockInit(run: Run, f: Frame, s: State, e: CallExpr, lock: Value | undefined): void {
  const name = lockName(f.routine, e.args[0]);
  if (name && lock) run.observe({ kind: 'lock-init', name, place: pointedTo(lock), past: s.past, site: siteOf(f, e.span), trace: s.trace, program: f.program });
}
