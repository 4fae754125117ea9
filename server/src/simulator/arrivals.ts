/**
 * The merge policy: which states that arrive at one block are followed on their own. Equal states are one. States in the same
 * situation — the same past of ranges and locks — that only know different things are kept apart as long as they are few, and
 * then joined: what all of them know stays known. What goes with a situation (`is_cow` true, `notified` set, with the range
 * started) survives that, since all states of the situation know it.
 */
import { common, forgetSymbol, keepFacts, withHull } from './facts.ts';
import { isLocalPlace, pointedTo } from './places.ts';
import { isPlaceWithin, knowledgeKey, renewSymbol, situationKey, type State, uncertain, withTrace } from './state.ts';
import { symbolValue, type Value } from './value.ts';

/** How many states of one situation are followed separately. */
const APART = 4;

/** After so many joins at one place facts about memory and calls are dropped for good. */
const PATIENCE = 8;

interface Situation {
  readonly seen: Set<string>;
  joined: State | undefined;
  joins: number;
  states: State[];
}

export class Arrivals {
  readonly #at: string;
  readonly #apart: number;
  readonly #isCoarse: boolean;
  readonly #apartBy: (s: State) => string;
  /** A join forgot which range a pointer points to. */
  lostPointer = false;
  readonly #situations = new Map<string, Situation>();

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

  /** The state to go on with; `undefined` when what arrives is known already. */
  add(s: State): State | undefined {
    const key = `${situationKey(s)};${this.#apartBy(s)}`;
    let situation = this.#situations.get(key);
    if (!situation) {
      situation = { seen: new Set(), joined: undefined, joins: 0, states: [] };
      this.#situations.set(key, situation);
    }
    const known = knowledgeKey(s);
    if (situation.seen.has(known)) return undefined;
    situation.seen.add(known);
    if (situation.states.length < this.#apart && !situation.joined) {
      situation.states.push(s);
      return s;
    }
    const before = situation.joined;
    let joined = (before ? [before] : situation.states).reduce((all, other) => this.#join(all, other), s);
    // What keeps changing is not worth knowing: only what was computed here stays.
    if (situation.joins++ >= PATIENCE) joined = { ...joined, facts: keepFacts(joined.facts, (symbol) => symbol.origin === 'site' || symbol.origin === 'configuration') };
    if (before && knowledgeKey(before) === knowledgeKey(joined)) return undefined;
    situation.joined = joined;
    return joined;
  }

  /** `s` without what `other` does not know; the path stays that of `s`. */
  #join(s: State, other: State): State {
    let next: State = { ...s, facts: common(s.facts, other.facts) };
    for (const place of new Set([...s.env.keys(), ...other.env.keys()])) {
      const own = s.env.get(place);
      const others = other.env.get(place);
      if (own?.key === others?.key) continue;
      this.lostPointer ||= pointsToRange(own, s) || pointsToRange(others, other);
      next = this.#unknown(next, place, own);
      const joined = next.env.get(place);
      if (joined && own && others) next = { ...next, facts: withHull(next.facts, joined, [own, s.facts], [others, other.facts]) };
      // A lock whose pointer is no longer known may be dropped under that name. (A coarse run is to overlook nothing.)
      if (!this.#isCoarse && next.locks.some((l) => l.key === own?.key || l.key === others?.key)) {
        next = { ...next, locks: next.locks.map((l) => (l.key === own?.key || l.key === others?.key ? uncertain(l) : l)) };
      }
    }
    return next;
  }

  #unknown(s: State, place: string, own: Value | undefined): State {
    if (place.endsWith('.*')) {
      const env = new Map([...s.env].filter(([key]) => !isPlaceWithin(key, place.slice(0, -2))));
      return { ...s, env };
    }
    const id = `joined-${this.#at}-${place}`;
    const value = symbolValue({ id, origin: 'site', needs: [] });
    if (own?.key === value.key) return { ...s, facts: forgetSymbol(s.facts, id) };
    const renewed = renewSymbol(s, id, (at) => symbolValue({ id: `${id}~${at}`, origin: 'site', needs: [] }));
    const joined: State = { ...renewed, env: new Map(renewed.env).set(place, value) };
    return own ? withTrace(joined, undefined, { kind: 'joined', from: own, to: value }) : joined;
  }
}

function pointsToRange(value: Value | undefined, s: State): boolean {
  if (value === undefined || value.kind === 'int') return false;
  const object = pointedTo(value);
  // A local object may have a range in it that nothing has happened to yet.
  return (value.kind === 'address' && isLocalPlace(object)) || [...s.ranges.keys()].some((place) => isPlaceWithin(place, object));
}
