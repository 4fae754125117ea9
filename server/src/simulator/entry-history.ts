/** What a path remembers of page-table entries, and the values of these. */
import type { Site } from './trace.ts';
import { mentions, symbolValue, type Value } from './value.ts';

/** A range that is open. */
export interface OpenRange {
  /** Where it was initialised; absent for one that the function was given. */
  readonly init: Site | undefined;
  readonly start: Site;
}

/** An entry that was taken out. */
export interface TakenEntry {
  readonly site: Site;
  readonly flushes: boolean;
  /** Ranges that were open then. */
  readonly open: readonly OpenRange[];
  /** It may have been mirrored, and who does may not have been told. */
  readonly isUntold: boolean;
  /** It mapped a page. */
  readonly isPage: boolean;
}

/** The addresses that a range was initialised for: from the first one up to, and without, the second one. */
export interface Bounds {
  readonly start: Value;
  readonly end: Value;
  /** What its fields held then: whoever writes to them gives it other bounds. */
  readonly fields: readonly (string | undefined)[];
}

/** What is remembered along a path. */
export interface EntryHistory {
  /** Entries that were taken out, by how the pointer is written. */
  readonly taken: ReadonlyMap<string, TakenEntry>;
  /** Where each range was initialised, by its place. */
  readonly inits: ReadonlyMap<string, Site>;
  /** What each was initialised for, by its place, as far as that is known. */
  readonly bounds: ReadonlyMap<string, Bounds>;
  /** Which vma each call was given in the range that is open: `siteKey` to the key of a value. */
  readonly vmas: ReadonlyMap<string, string>;
  /** A range was started. */
  readonly hasStarted: boolean;
  /** What maps much at once was taken out while a range was open: what lies below it is nobody's any more. */
  readonly hasDetached: boolean;
  /** Where it took the mmap lock. */
  readonly mmapLock: Site | undefined;
}

export const NO_HISTORY: EntryHistory = { taken: new Map(), inits: new Map(), bounds: new Map(), vmas: new Map(), hasStarted: false, hasDetached: false, mmapLock: undefined };

/** What keeps states apart. (Which vmas calls were given is of no weight: a state that arrives later has been given as many.) */
export function historyKey({ taken, hasStarted, hasDetached, mmapLock }: EntryHistory): string {
  return `E${hasStarted ? 's' : ''}${hasDetached ? 'd' : ''}${mmapLock ? 'm' : ''}${[...taken].map(([entry, { site }]) => `${entry}@${site.span.start}`).join()}`;
}

/** With the bounds that `keep` agrees to. */
function withBounds(history: EntryHistory, keep: (place: string, bounds: Bounds) => boolean): EntryHistory {
  const kept = [...history.bounds].filter(([place, bounds]) => keep(place, bounds));
  return kept.length === history.bounds.size ? history : { ...history, bounds: new Map(kept) };
}

/** The symbol `id` gets a new meaning. */
export function renewEntries(history: EntryHistory, id: string): EntryHistory {
  return withBounds(history, (_, { start, end }) => !mentions(start, id) && !mentions(end, id));
}

/** Of two paths that meet: the first one's, without bounds that differ. */
export function commonEntries(history: EntryHistory, other: EntryHistory | undefined): EntryHistory {
  return withBounds(history, (place, { start, end }) => {
    const others = other?.bounds.get(place);
    return others?.start.key === start.key && others.end.key === end.key;
  });
}

const PREFIX = 'entry{';

/** The value of an entry, of which only is known how it was made. Where it was taken from is a fact like the others. */
export function entryValue(facts: readonly string[]): Value {
  return symbolValue({ id: `${PREFIX}${[...new Set(facts)].sort().join('|')}}`, origin: 'site', needs: [] });
}

export function factsOf(value: Value): readonly string[] | undefined {
  const id = value.kind === 'symbol' ? value.symbol.id : '';
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length, -1).split('|').filter((fact) => fact !== '') : undefined;
}

export function gathered(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => factsOf(value) ?? []);
}

/** One value for two paths that meet: made in any of the ways. `undefined` where neither is the value of an entry. */
export function joinedEntries(a: Value | undefined, b: Value | undefined): Value | undefined {
  const [x, y] = [a && factsOf(a), b && factsOf(b)];
  return x || y ? entryValue([...(x ?? []), ...(y ?? [])]) : undefined;
}
