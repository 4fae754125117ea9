/**
 * The merge policy: which states that arrive at one block are followed on their own. States with equal keys are one. States in the
 * same situation — same past of ranges and locks, same values — that only know different conditions are kept apart as long
 * as they are few, and then joined: what all of them know stays known. Conditions that go with a situation (`is_cow` with the range
 * started) survive that, since all states of the situation know them.
 */
import { common } from './facts.ts';
import { factsKey, situationKey, type State } from './state.ts';

/** How many states of one situation are followed separately. */
const APART = 4;

interface Situation {
  readonly seen: Set<string>;
  joined: State | undefined;
  states: State[];
}

export class Arrivals {
  readonly #situations = new Map<string, Situation>();

  /** The state to go on with; `undefined` when what arrives is known already. */
  add(s: State): State | undefined {
    const key = situationKey(s);
    let situation = this.#situations.get(key);
    if (!situation) {
      situation = { seen: new Set(), joined: undefined, states: [] };
      this.#situations.set(key, situation);
    }
    const known = factsKey(s);
    if (situation.seen.has(known)) return undefined;
    situation.seen.add(known);
    if (situation.states.length < APART && !situation.joined) {
      situation.states.push(s);
      return s;
    }
    const before = situation.joined;
    const facts = (before ? [before] : situation.states).reduce((all, other) => common(all, other.facts), s.facts);
    const joined: State = { ...s, facts };
    if (before && factsKey(before) === factsKey(joined)) return undefined;
    situation.joined = joined;
    return joined;
  }
}
