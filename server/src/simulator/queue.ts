/** In which order the machine goes on with the states that it has reached. */
import type { BlockId } from '../flow/graph.ts';
import type { State } from './state.ts';

export interface Pending {
  readonly block: BlockId;
  readonly state: State;
  /** What it was made from by a join, and need not be gone on with if that has not been done yet. */
  readonly instead?: State | undefined;
}

/**
 * What stands earlier goes first: all that comes together at a block has come before the block is run. Of the states at one block, the one
 * with the fewest blocks behind it goes first, so that what is found is found on one of the shortest paths.
 */
export class Queue {
  readonly #order: readonly number[];
  /** By block, and each with how many blocks are behind it. */
  readonly #pending = new Map<BlockId, Map<State, number>>();
  /** The number of blocks behind the states that are pushed now. */
  #behind = 0;

  /** @param order by block: earlier ones first */
  constructor(order: readonly number[]) {
    this.#order = order;
  }

  /** What comes next after the state that `next` gave last. */
  push({ block, state, instead }: Pending): void {
    let states = this.#pending.get(block);
    if (!states) this.#pending.set(block, (states = new Map()));
    if (instead) states.delete(instead);
    states.set(state, this.#behind);
  }

  next(): Pending | undefined {
    const block = least(this.#pending.keys(), (id) => this.#order[id] ?? 0);
    const states = block === undefined ? undefined : this.#pending.get(block);
    const state = states && least(states.keys(), (one) => states.get(one) ?? 0);
    if (block === undefined || !states || !state) return undefined;
    this.#behind = (states.get(state) ?? 0) + 1;
    states.delete(state);
    if (states.size === 0) this.#pending.delete(block);
    return { block, state };
  }
}

/** The first of those for which `measure` is smallest. */
function least<T>(all: Iterable<T>, measure: (one: T) => number): T | undefined {
  let [found, smallest]: [T | undefined, number] = [undefined, Infinity];
  for (const one of all) {
    const size = measure(one);
    if (size < smallest) [found, smallest] = [one, size];
  }
  return found;
}
