/** What a path has asked of the subscriber's side of the API; in runs of callbacks, whether it has set the sequence. */
import type { SubscriberFunction, SubscriberVerb } from '../kernel/subscribers.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import { type Chunked, chunkKey, chunkValues, joinedChunks, renewChunks } from './chunks.ts';
import type { HeldLock } from './held.ts';
import { type Site, siteKey } from './trace.ts';
import { calleeOf, eachSymbol, mentions, symbolValue, type Value } from './value.ts';

export interface PastCall extends Chunked {
  readonly name: string;
  readonly does: SubscriberFunction;
  readonly site: Site;
  /** Absent where there is none. */
  readonly result: Value | undefined;
  /** The subscription (or the request): its pointer. */
  readonly subject: Value | undefined;
  readonly mm: Value | undefined;
  /** The place of the ops table that it was given, of one that is. */
  readonly table?: string;
  /** That it gave, checked or worked by. */
  readonly sequence: Value | undefined;
  /** Everything that was certainly held, sleeping locks included. */
  readonly locks: readonly HeldLock[];
  /** The subscription, or what it is part of, was given to code that can't be seen since. */
  readonly isHandedOn?: true;
  /** Since it was made, code that can't be seen ran that may have found the subscription elsewhere than in its arguments, or waited for its end; told of registrars only. */
  readonly isOutOfSight?: true;
  /** Nobody takes the result, or looks at it for more than a message. */
  readonly isDropped: boolean;
  /** Nobody looks at it at all. */
  readonly isThrownAway?: true;
  /** It is stored all the same. */
  readonly isStored: boolean;
  /** Of one that gives a sequence: it was stored, or given to code, where somebody else may check it. */
  readonly isHandedOut?: true;
  /** The one place, behind a pointer or in an array, that it was put in; `ANYWHERE` where that is not known. */
  readonly keptAt?: string;
  /** Of a look-up: where what it found was first used before its sequence was checked: given to code, or followed. */
  readonly used?: Site;
  /** The same for where it was made a page or an address, which nobody may have done anything with. Where nobody checks at all, that is bad enough. */
  readonly translated?: Site;
  /** The same for how much it found. Where nobody checks at all, that is nobody's harm. */
  readonly measured?: Site;
  /** Code that can't be seen may have made it. */
  readonly isGuess?: true;
}

/** No place has this name. */
export const ANYWHERE = '?';

/** What the machine has to remember of a call. */
export function valuesOf(call: PastCall): readonly Value[] {
  const { result, subject, mm, sequence } = call;
  return [result, subject, mm, sequence, ...chunkValues(call)].filter((value) => value !== undefined);
}

/** Equal for equal calls. */
export function pastKey(call: PastCall): string {
  const { site, result, subject, mm, sequence, locks, isHandedOn, isOutOfSight, isHandedOut, used, translated, measured } = call;
  return `P${siteKey(site)}${isHandedOn ?? ''}${isOutOfSight ? '?' : ''}${isHandedOut ? '^' : ''}${call.keptAt ?? ''}${used ? siteKey(used) : ''}${translated ? `t${siteKey(translated)}` : ''}${measured ? `m${siteKey(measured)}` : ''} ${[result, subject, mm, sequence].map((value) => value?.key ?? '').join()} ${locks.map((lock) => siteKey(lock.site)).join()}${chunkKey(call)}`;
}

/** The symbol `id` gets a new meaning: what a call was about before is unknown from then on. */
export function renewPast(past: readonly PastCall[], id: string): readonly PastCall[] {
  if (!past.some((call) => valuesOf(call).some((value) => mentions(value, id)))) return past;
  return past.map((call) => {
    const known = (value: Value, what: string): Value => (mentions(value, id) ? symbolValue({ id: `past-${what}@${siteKey(call.site)}`, origin: 'site', needs: [] }) : value);
    const renewed = (value: Value | undefined, what: string): Value | undefined => value && known(value, what);
    return { ...call, ...renewChunks(call, known), result: renewed(call.result, 'result'), subject: renewed(call.subject, 'subject'), mm: renewed(call.mm, 'mm'), sequence: renewed(call.sequence, 'sequence') };
  });
}

/**
 * With one more; one that did the same at the same place before is forgotten. When a subscription begins or ends, all that was done with one at this
 * address is over. Pages are nobody's past.
 */
export function withPast(past: readonly PastCall[], call: PastCall): readonly PastCall[] {
  if (call.does.verb === 'translate') return madeUseOf(past, 'translated', call.site);
  if (call.does.verb === 'measure') return madeUseOf(past, 'measured', call.site);
  const key = siteKey(call.site);
  const others = past.filter(({ site, does }) => does.verb !== call.does.verb || siteKey(site) !== key);
  return [...(TURNS.has(call.does.verb) ? withoutSubject(others, call.subject) : others), call];
}

const TURNS: ReadonlySet<SubscriberVerb> = new Set<SubscriberVerb>(['insert', 'register', 'remove', 'unregister', 'put']);

function withoutSubject(past: readonly PastCall[], subject: Value | undefined): readonly PastCall[] {
  const isOver = (call: PastCall): boolean => call.subject?.key === subject?.key;
  const sequences = new Set(past.filter(isOver).map(({ sequence }) => sequence?.key));
  return past.filter((call) => call.does.verb === 'fault' || !(isOver(call) || (call.sequence && sequences.has(call.sequence.key))));
}

/** What two paths know that made the same calls. */
export function joinedPast(own: readonly PastCall[], other: readonly PastCall[]): readonly PastCall[] {
  const isDifferent = (call: PastCall, i: number): boolean => chunkValues(call).some(({ key }, v) => key !== chunkValues(other[i] ?? call)[v]?.key);
  const unknown = (call: PastCall) => (what: string): Value => symbolValue({ id: `joined-${what}@${siteKey(call.site)}`, origin: 'site', needs: [] });
  return own.some(isDifferent) ? own.map((call, i) => joinedChunks(call, other[i], unknown(call))) : own;
}

/** The read side that a sequence belongs to, as far as the path began it. */
export function beginOf(past: readonly PastCall[], sequence: Value | undefined): PastCall | undefined {
  return past.findLast(({ does, result }) => does.verb === 'read-begin' && result !== undefined && result.key === sequence?.key);
}

/** The last check of a sequence. One whose answer nobody takes is none. */
export function checkOf(past: readonly PastCall[], sequence: Value | undefined): PastCall | undefined {
  return past.findLast((call) => call.does.verb === 'read-retry' && !call.isDropped && call.sequence !== undefined && call.sequence.key === sequence?.key);
}

/** What the last look-up found is used. */
export function madeUseOf(past: readonly PastCall[], how: 'used' | 'translated' | 'measured', site: Site): readonly PastCall[] {
  const lookup = lastLookup(past);
  if (!lookup || lookup[how] || checkOf(past, lookup.sequence)) return past;
  return past.map((call) => (call === lookup ? { ...call, [how]: site } : call));
}

/** The sequences among `values` get out of sight. */
export function handedOut(past: readonly PastCall[], values: readonly Value[]): readonly PastCall[] {
  return changed(past, values, (call) => (call.isHandedOut ? call : { ...call, isHandedOut: true }));
}

/** They are put in memory. @param at in this place; where that is not known, they may be anywhere */
export function kept(past: readonly PastCall[], values: readonly Value[], at: string = ANYWHERE): readonly PastCall[] {
  return changed(past, values, (call) => (call.keptAt === at || call.keptAt === ANYWHERE ? call : { ...call, keptAt: call.keptAt === undefined ? at : ANYWHERE }));
}

/** The read sides that gave these sequences, changed. */
function changed(past: readonly PastCall[], values: readonly Value[], change: (call: PastCall) => PastCall): readonly PastCall[] {
  const next = past.map((call) => (call.does.verb === 'read-begin' && values.some(({ key }) => key === call.result?.key) ? change(call) : call));
  return next.some((call, i) => call !== past[i]) ? next : past;
}

/** A page, or an address, that a look-up has found. */
export function isFound(value: Value): boolean {
  let is = false;
  eachSymbol(value, (symbol) => {
    const name = calleeOf(symbol);
    is ||= name !== undefined && subscriberFunction(name)?.verb === 'translate';
  });
  return is;
}

/** Others may end what these calls have begun, or wait until what was put is free. @param mayBeFound whether they know of the subscription */
export function outOfSight(past: readonly PastCall[], mayBeFound: (subject: Value) => boolean): readonly PastCall[] {
  const isBegun = ({ does }: PastCall): boolean => does.verb === 'insert' || does.verb === 'register';
  // Who waits need not know for what.
  const isOut = (call: PastCall): boolean => !call.isOutOfSight && call.subject !== undefined && (call.does.verb === 'put' || (isBegun(call) && mayBeFound(call.subject)));
  return past.some(isOut) ? past.map((call) => (isOut(call) ? { ...call, isOutOfSight: true } : call)) : past;
}

/** The path's last look-up of pages. */
export function lastLookup(past: readonly PastCall[]): PastCall | undefined {
  return past.findLast(({ does }) => does.verb === 'fault');
}

/** The path's last look-up of pages, and the last check of its sequence, as far as that came behind it. */
export function checkedLookup(past: readonly PastCall[]): { readonly lookup: PastCall; readonly check: PastCall } | undefined {
  const lookup = lastLookup(past);
  const check = lookup && checkOf(past, lookup.sequence);
  return lookup && check && past.indexOf(check) > past.indexOf(lookup) ? { lookup, check } : undefined;
}

/** Pages were looked up on this path. */
export function hasLookedUp(past: readonly PastCall[]): boolean {
  return past.some(({ does }) => does.verb === 'fault');
}

/** When an activation ends: its look-ups whose read side is over are nobody's concern any more. @param prefix of the activation */
export function withoutFinished(past: readonly PastCall[], prefix: string): readonly PastCall[] {
  const isFinished = (call: PastCall): boolean => call.does.verb === 'fault' && call.result !== undefined && !beginOf(past, call.sequence)
    && call.result.key.startsWith(`$${prefix}`);
  return past.some(isFinished) ? past.filter((call) => !isFinished(call)) : past;
}
