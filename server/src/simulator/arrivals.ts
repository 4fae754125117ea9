/**
 * The merge policy: which states that arrive at one block are followed on their own. Equal states are one. States in the same
 * situation — the same past of ranges and locks — that only know different things are kept apart as long as they are few, and
 * then joined: what all of them know stays known. What goes with a situation (`is_cow` true, `notified` set, with the range
 * started) survives that, since all states of the situation know it.
 */
import { commonEntries, joinedEntries } from './entry-history.ts';
import { factsDraft, hullOf, keepFacts } from './facts.ts';
import { common } from './shared-facts.ts';
import type { Draft } from './fingerprint.ts';
import { joinedPast } from './past.ts';
import { isLocalPlace, load, pointedTo } from './places.ts';
import type { Pending } from './queue.ts';
import { draftOf, isPlaceWithin, knowledgeKey, renewHistory, situationKey, type State, uncertain } from './state.ts';
import type { Trace } from './trace.ts';
import { isMadeOf, mentions, mentionsAny, type SymbolValue, symbolValue, type Value } from './value.ts';

/** How many states of one situation are followed separately. */
const APART = 4;

/** After so many joins at one place facts about memory and calls are dropped for good. */
const PATIENCE = 8;

interface Situation {
  readonly seen: Set<string>;
  joined: State | undefined;
  /** What `joined` knows. */
  joinedKey: string;
  joins: number;
  states: State[];
}

export type Arrived = Pick<Pending, 'state' | 'instead'>;

export class Arrivals {
  readonly #at: string;
  readonly #apart: number;
  readonly #isCoarse: boolean;
  readonly #apartBy: (s: State) => string;
  /** A join forgot which range a pointer points to. */
  lostPointer = false;
  readonly #situations = new Map<string, Situation>();
  /** Made before, by what they stand for: a name that is one object is found in maps without being read. */
  readonly #unknowns = new Map<string, SymbolValue>();

  /**
   * @param at names the block and the activation
   * @param joinsEarly join at once: only whether something can be reached matters, not by which path
   * @param isCoarse whatever may be held is
   * @param apart states for which this differs are in different situations, too
   */
  constructor(at: string, joinsEarly: boolean, isCoarse: boolean, apart: (s: State) => string) {
    this.#apartBy = apart;
    this.#at = at;
    this.#apart = joinsEarly ? 1 : APART;
    this.#isCoarse = isCoarse;
  }

  /** The state to go on with, and the one whose place it takes, if it was joined with one; `undefined` when what arrives is known already. */
  add(s: State): Arrived | undefined {
    const key = `${situationKey(s)};${this.#apartBy(s)}`;
    let situation = this.#situations.get(key);
    if (!situation) {
      situation = { seen: new Set(), joined: undefined, joinedKey: '', joins: 0, states: [] };
      this.#situations.set(key, situation);
    }
    const known = knowledgeKey(s);
    if (situation.seen.has(known)) return undefined;
    situation.seen.add(known);
    if (situation.states.length < this.#apart && !situation.joined) {
      situation.states.push(s);
      return { state: s };
    }
    const before = situation.joined;
    let joined = (before ? [before] : situation.states).reduce((all, other) => this.#join(all, other), s);
    // What keeps changing is not worth knowing: only what was computed here stays.
    if (situation.joins++ >= PATIENCE) joined = { ...joined, facts: keepFacts(joined.facts, (symbol) => symbol.origin === 'site' || symbol.origin === 'configuration') };
    const joinedKey = knowledgeKey(joined);
    if (before && joinedKey === situation.joinedKey) return undefined;
    situation.joined = joined;
    situation.joinedKey = joinedKey;
    return { state: joined, instead: before ?? (this.#apart === 1 ? situation.states[0] : undefined) };
  }

  /** `s` without what `other` does not know; its path is that of either. */
  #join(s: State, other: State): State {
    const differing = differingPlaces(s.env, other.env).map((place) => ({ place, own: held(s, place), others: held(other, place) }));
    const entries = new Map<string, Value>();
    const unknown = new Map<string, SymbolValue>();
    for (const { place, own, others } of differing) {
      const entry = joinedEntries(own, others);
      if (entry) entries.set(place, entry);
      else if (!place.endsWith('.*')) unknown.set(place, this.#unknown(place, own, others));
    }
    // All at once: a join is what most states go through, and each place by itself would copy and search all of a state.
    const env = withoutOld(unknown, s.env);
    const ids = new Set([...unknown.values()].map(({ symbol }) => symbol.id));
    const facts = factsDraft(keepFacts(common(s.facts, other.facts), (symbol) => !isMadeOf(symbol, ids)));
    let past: State = s;
    let { trace } = s;
    let instead = other.trace;
    for (const [place, entry] of entries) env.set(place, entry);
    for (const { place, own, others } of differing) {
      if (entries.has(place)) continue;
      this.lostPointer ||= pointsToRange(own, s) || pointsToRange(others, other);
      const value = unknown.get(place);
      if (!value) {
        for (const key of [...env.map.keys()]) if (isPlaceWithin(key, place.slice(0, -2))) env.delete(key);
        continue;
      }
      if (own?.key !== value.key) {
        env.set(place, value);
        past = renewHistory(past, value.symbol.id);
        trace = renamed(trace, own, value);
      }
      if (others?.key !== value.key) instead = instead && renamed(instead, others, value);
      const hull = own && others && env.map.has(place) && hullOf(value, [own, s.facts], [others, other.facts]);
      if (hull) facts.set(value.key, hull);
    }
    if (instead) trace = { step: undefined, before: trace, instead };
    const history = past.entries && commonEntries(past.entries, other.entries);
    const next: State = { ...past, past: joinedPast(past.past, other.past), env: env.map, facts: facts.map, trace, ...(history ? { entries: history } : {}) };
    if (this.#isCoarse || s.locks.length === 0) return next;
    // A lock whose pointer is no longer known may be dropped under that name. (A coarse run is to overlook nothing.)
    const forgotten = new Set(differing.flatMap(({ place }) => [s.env.get(place)?.key, other.env.get(place)?.key]));
    return { ...next, locks: next.locks.map((lock) => (forgotten.has(lock.key) ? uncertain(lock) : lock)) };
  }

  /** What either of two values was; code that can't be seen may have made it if it made one of them. */
  #unknown(place: string, ...values: readonly (Value | undefined)[]): SymbolValue {
    const made = new Set(values.map((value) => value?.kind === 'symbol' ? value.symbol.unseen : undefined));
    const unseen = made.has('told') ? 'told' : made.has('untold') ? 'untold' : undefined;
    // NULL, or something new, is nobody else's.
    const isNew = values.some((value) => value?.kind === 'symbol' && value.symbol.isNew) && values.every((value) => value?.key === '0' || (value?.kind === 'symbol' && value.symbol.isNew === true));
    const key = `${unseen ?? ''} ${isNew} ${place}`;
    let unknown = this.#unknowns.get(key);
    if (!unknown) this.#unknowns.set(key, (unknown = symbolValue({ id: `joined-${this.#at}-${place}`, origin: 'site', needs: [], ...(unseen && { unseen }), ...(isNew && { isNew }) })));
    return unknown;
  }
}

/** What a place holds; a variable that nothing was written to, what it was declared with. */
function held(s: State, place: string): Value | undefined {
  return s.env.get(place) ?? (isLocalPlace(place) && !place.endsWith('.*') ? load(s, place, []) : undefined);
}

/** A path on which what was `own` goes on under another symbol. */
function renamed(before: Trace | undefined, own: Value | undefined, value: SymbolValue): Trace {
  const trace: Trace = { step: undefined, before, learning: { kind: 'renewed', id: value.symbol.id } };
  return own ? { step: undefined, before: trace, learning: { kind: 'joined', from: own, to: value } } : trace;
}

/** Places that hold different things, those of the first before those that only the second has. */
function differingPlaces(a: State['env'], b: State['env']): readonly string[] {
  const found: string[] = [];
  for (const [place, value] of a) if (b.get(place)?.key !== value.key) found.push(place);
  for (const place of b.keys()) if (!a.has(place)) found.push(place);
  return found;
}

/** What the symbols of these places stood for before, where another place holds it, is unknown from now on. */
function withoutOld(unknown: ReadonlyMap<string, SymbolValue>, env: State['env']): Draft<Value> {
  const next = draftOf(env);
  const renewed = new Set<string>();
  for (const [place, { key, symbol }] of unknown) if (env.get(place)?.key !== key) renewed.add(symbol.id);
  if (renewed.size === 0) return next;
  for (const [place, value] of env) {
    if (unknown.has(place) || !mentionsAny(value, renewed)) continue;
    const old = [...renewed].find((id) => mentions(value, id));
    next.set(place, symbolValue({ id: `${old}~${place}`, origin: 'site', needs: [] }));
  }
  return next;
}

function pointsToRange(value: Value | undefined, s: State): boolean {
  if (value === undefined || value.kind === 'int') return false;
  const object = pointedTo(value);
  // A local object may have a range in it that nothing has happened to yet.
  return (value.kind === 'address' && isLocalPlace(object)) || [...s.ranges.keys()].some((place) => isPlaceWithin(place, object));
}
