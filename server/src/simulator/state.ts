/** The machine's state along one path: immutable, small, and canonical, so that equal states merge. */
import { type Deeds, deedsKey } from './deeds.ts';
import { type EntryHistory, historyKey, renewEntries } from './entry-history.ts';
import { Draft, fingerprintOf, type Hash, hashOf } from './fingerprint.ts';
import { type Facts, forgetSymbol, keepFacts, limitsHash, NO_FACTS, withoutOldest } from './facts.ts';
import { type HeldLock, uncertain } from './held.ts';
import { type PastCall, pastKey, renewPast, valuesOf } from './past.ts';
import type { Learning, Site, Trace } from './trace.ts';
import { siteKey } from './trace.ts';
import { eachSymbol, isFoundThrough, mentions, type Unknown, type Value } from './value.ts';

/** What one `struct mmu_notifier_range` object has been through. */
export type RangeState =
  /** The caller's or the heap's: nothing of its past is seen. */
  | { readonly at: 'unknown' }
  | { readonly at: 'uninitialized' }
  | { readonly at: 'initialized'; readonly init: Site }
  /** `_start_nonblock` was called and nobody has looked at `result` yet. */
  | { readonly at: 'pending'; readonly start: Site; readonly result: Value }
  | { readonly at: 'started'; readonly start: Site; readonly blockable: boolean }
  | { readonly at: 'failed'; readonly start: Site; readonly tested: Site; /** Which way the condition went that told. */ readonly onTrue: boolean }
  | { readonly at: 'ended'; readonly end: Site }
  /** Given to code that can't be seen. */
  | { readonly at: 'escaped' };

export { type HeldLock, type LockName, uncertain } from './held.ts';

/** By their places: nobody else has a pointer to what is `hidden`; what is `listed` is on a list, in a queue or the like, where others may find it. */
export type OwnObjects = ReadonlyMap<string, 'hidden' | 'listed'>;

export interface State {
  /** What places hold; a place that is absent holds what it held at first. */
  readonly env: ReadonlyMap<string, Value>;
  readonly facts: Facts;
  /** By the place of the object. */
  readonly ranges: ReadonlyMap<string, RangeState>;
  /** Sleeping locks are among them only in runs that follow them: ask `certainLocks` or `heldLocks`. */
  readonly locks: readonly HeldLock[];
  /** Calls of the subscriber's side of the API on this path, the newest last, each place once; only in runs of subscribers. */
  readonly past: readonly PastCall[];
  /** Places of local objects whose address is known to code that can't be seen. */
  readonly escaped: ReadonlySet<string>;
  readonly trace: Trace | undefined;
  /** Objects that the path has allocated or declared, and that nobody else has made anything in; only in runs of registrars. */
  readonly own?: OwnObjects;
  /** What the path has done so far; kept in surveys only. */
  readonly deeds?: Deeds;
  /** What became of page-table entries; only in runs that follow them. */
  readonly entries?: EntryHistory;
}

export const INITIAL_STATE: State = { env: new Map(), facts: NO_FACTS, ranges: new Map(), locks: [], past: [], escaped: new Set(), trace: undefined };

function rangeKey(range: RangeState): string {
  switch (range.at) {
    case 'initialized': return `i${siteKey(range.init)}`;
    case 'pending': return `p${siteKey(range.start)}${range.result.key}`;
    case 'started': return `s${siteKey(range.start)}${range.blockable}`;
    case 'failed': return `f${siteKey(range.start)}`;
    case 'ended': return `e${siteKey(range.end)}`;
    default: return range.at;
  }
}

function valueHash({ key }: Value): Hash {
  return hashOf(key);
}

/**
 * How keys of `State.ranges` begin that are no places: in trees without a range object, the values of mm, start and end stand for a range
 * that is open. Alone it is the key of the last one that is not any more.
 */
export const TUPLE = '=';

export function isTuple(place: string): boolean {
  return place.startsWith(TUPLE);
}

/** What is known: conditions, and what places hold. */
export function knowledgeKey(s: State): string {
  return `${fingerprintOf(s.facts, limitsHash)} ${fingerprintOf(s.env, valueHash)}`;
}

const parts = new WeakMap<object, string>();

/** The key of a part of states that is never changed again, and shared by many. */
function keyOf<T extends object>(part: T, make: (part: T) => string): string {
  let key = parts.get(part);
  if (key === undefined) {
    key = make(part);
    parts.set(part, key);
  }
  return key;
}

function rangesKey(ranges: State['ranges']): string {
  return Array.from(ranges, ([place, range]) => `!${place}:${rangeKey(range)}`).sort().join(';');
}

function escapedKey(escaped: State['escaped']): string {
  return [...escaped].sort().join('~');
}

function ownKey(own: OwnObjects): string {
  return Array.from(own, ([place, hold]) => `${place}:${hold}`).sort().join('~');
}

/** Those that may not be held any more are nobody's, in whatever order. */
function locksKey(locks: State['locks']): string {
  const keys = (isUncertain: boolean): string[] => locks.flatMap(({ key, condition, uncertain: is }) => (is === isUncertain ? [`L${key}${condition?.key ?? ''}${is}`] : []));
  return [...keys(false), ...keys(true).sort()].join(';');
}

function callsKey(past: State['past']): string {
  return past.map(pastKey).join(';');
}

/** Everything else: what ranges and locks have been through. */
export function situationKey({ ranges, escaped, locks, past, own, deeds, entries }: State): string {
  let key = '';
  if (ranges.size > 0) key = keyOf(ranges, rangesKey);
  if (escaped.size > 0) key += `~${keyOf(escaped, escapedKey)}`;
  if (locks.length > 0) key += `;${keyOf(locks, locksKey)}`;
  if (past.length > 0) key += `;${keyOf(past, callsKey)}`;
  if (own && own.size > 0) key += `;O${keyOf(own, ownKey)}`;
  if (entries) key += `;${historyKey(entries)}`;
  return deeds ? `${key};${deedsKey(deeds)}` : key;
}

export function isPlaceWithin(place: string, outer: string): boolean {
  return place.startsWith(outer) && (place.length === outer.length || place[outer.length] === '.' || place[outer.length] === '[');
}

export function withTrace(s: State, step: Trace['step'], learning?: Learning): State {
  return { ...s, trace: { step, before: s.trace, ...(learning ? { learning } : {}) } };
}

export function withRange(s: State, place: string, range: RangeState): State {
  return { ...s, ranges: new Map(s.ranges).set(place, range) };
}

/** A copy of what places hold, to be changed before anybody else sees it. */
export function draftOf(env: State['env']): Draft<Value> {
  return new Draft(env, valueHash);
}

/** What these places hold is not kept. */
export function withoutPlaces(env: State['env'], isGone: (place: string) => boolean): State['env'] {
  let next: Draft<Value> | undefined;
  for (const place of env.keys()) if (isGone(place)) (next ??= draftOf(env)).delete(place);
  return next?.map ?? env;
}

/** Ranges in these places are not there any more. */
export function withoutRanges(ranges: State['ranges'], isGone: (place: string) => boolean): State['ranges'] {
  let next: Map<string, RangeState> | undefined;
  for (const place of ranges.keys()) if (isGone(place)) (next ??= new Map(ranges)).delete(place);
  return next ?? ranges;
}

/** `place` now holds `value`; what was known of its parts is forgotten. */
export function withValue(s: State, place: string, value: Value): State {
  const env = draftOf(s.env);
  for (const key of s.env.keys()) if (key.length > place.length && isPlaceWithin(key, place)) env.delete(key);
  env.set(place, value);
  return { ...s, env: env.map };
}

/** These objects are the path's own no longer. */
export function withoutOwn(s: State, isIt: (object: string) => boolean): State {
  if (!s.own || ![...s.own.keys()].some(isIt)) return s;
  return { ...s, own: new Map([...s.own].filter(([object]) => !isIt(object))) };
}

/**
 * A new meaning for the symbol `id`, which the machine makes again (a loop's next turn): what was known of the old one goes,
 * and whoever still holds the old one holds something unknown from then on.
 */
export function renewSymbol(s: State, id: string, stale: (place: string) => Value): State {
  let env: Draft<Value> | undefined;
  for (const [place, value] of s.env) {
    // What was found through the old one is somewhere else.
    if (isFoundThrough(place, id)) (env ??= draftOf(s.env)).delete(place);
    else if (mentions(value, id)) (env ??= draftOf(s.env)).set(place, stale(place));
  }
  const facts = forgetSymbol(s.facts, id);
  const apart = withoutOwn(s, (object) => isFoundThrough(object, id));
  return withTrace(renewHistory({ ...apart, env: env?.map ?? s.env, facts }, id), undefined, { kind: 'renewed', id });
}

/** The same for what ranges and locks have been through, and for the calls of the path. */
export function renewHistory(s: State, id: string): State {
  if (s.ranges.size === 0 && s.locks.length === 0 && s.past.length === 0) return s;
  const [ranges, locks, past] = [renewRanges(s, id), renewLocks(s, id), renewPast(s.past, id)];
  const entries = s.entries && renewEntries(s.entries, id);
  return ranges === s.ranges && locks === s.locks && past === s.past && entries === s.entries ? s : { ...s, ranges, locks, past, ...(entries ? { entries } : {}) };
}

function hasSymbol(value: Value | undefined, id: string): boolean {
  return value !== undefined && mentions(value, id);
}

function renewRanges(s: State, id: string): ReadonlyMap<string, RangeState> {
  let next: Map<string, RangeState> | undefined;
  for (const [place, range] of s.ranges) {
    // An outcome that nobody looked at before the next attempt: what happened can't be told apart any more.
    if (isTuple(place) && place.includes(`$${id}`)) {
      // Its values mean something else from now on.
      next ??= new Map(s.ranges);
      next.delete(place);
      next.set(TUPLE, { at: 'escaped' });
    } else if ((range.at === 'pending' && hasSymbol(range.result, id)) || place.includes(`{$${id}}`)) {
      next ??= new Map(s.ranges);
      next.set(place, { at: 'escaped' });
    }
  }
  return next ?? s.ranges;
}

function renewLocks(s: State, id: string): readonly HeldLock[] {
  if (!s.locks.some((l) => hasSymbol(l.condition, id) || l.key.includes(`$${id}`))) return s.locks;
  return s.locks.map((l) => (hasSymbol(l.condition, id) || l.key.includes(`$${id}`) ? uncertain(l) : l));
}

/**
 * Forget what can't matter any more.
 * @param isLive whether anything may still ask for the value of this place
 * @param isAsked whether anything may still make this predicate call
 */
export function prune(s: State, isLive: (place: string) => boolean, isAsked: (symbol: Unknown) => boolean): State {
  // What a variable points to is reached by its value, whatever the pointer was made from.
  const reached: string[] = [];
  for (const [place, value] of s.env) if (value.kind === 'address' && isLive(place)) reached.push(value.place);
  const isReached = (place: string): boolean => reached.some((object) => isPlaceWithin(place, object));
  const kept = withoutPlaces(s.env, (place) => !isLive(place) && !isReached(place));
  const held = new Set<string>();
  const hold = (symbol: Unknown): void => {
    held.add(symbol.id);
    for (const inner of symbol.needs) hold(inner);
  };
  for (const value of kept.values()) eachSymbol(value, hold);
  for (const range of s.ranges.values()) if (range.at === 'pending') eachSymbol(range.result, hold);
  for (const lock of s.locks) if (lock.condition) eachSymbol(lock.condition, hold);
  for (const call of s.past) for (const value of valuesOf(call)) eachSymbol(value, hold);
  const isAlive = (symbol: Unknown): boolean => {
    if (held.has(symbol.id)) return true;
    switch (symbol.origin) {
      case 'site': return false;
      case 'configuration': return true;
      case 'predicate': return isAsked(symbol) && symbol.needs.every(isAlive);
      case 'place': return (symbol.root !== undefined ? isLive(symbol.root) : symbol.needs.every(isAlive)) || isReached(symbol.id.slice(1));
    }
  };
  const facts = withoutOldest(keepFacts(s.facts, isAlive));
  return kept !== s.env || facts !== s.facts ? { ...s, env: kept, facts } : s;
}
