/** In which order the machine goes on with the states that it has reached. */
import type { BlockId } from '../flow/graph.ts';
import type { State } from './state.ts';

export interface Pending {
  readonly block: BlockId;
  readonly state: State;
}

export interface Queue {
  push(pending: Pending): void;
  next(): Pending | undefined;
}

/** Breadth first: the first path that reaches a state is a shortest one. */
export class FirstInFirstOut implements Queue {
  readonly #all: Pending[] = [];
  #head = 0;

  push(pending: Pending): void {
    this.#all.push(pending);
  }

  next(): Pending | undefined {
    return this.#all[this.#head++];
  }
}

/**
 * For a run that joins states at once: what stands earlier goes first, so that all that comes together at a block has come before the
 * block is run. A state that was joined with another one meanwhile takes its place.
 */
export class JoiningQueue implements Queue {
  readonly #order: readonly number[];
  readonly #pending = new Map<BlockId, Map<string, State>>();

  readonly #situation: (s: State) => string;

  /**
   * @param order by block: earlier ones first
   * @param situation states for which this differs are not joined
   */
  constructor(order: readonly number[], situation: (s: State) => string) {
    this.#order = order;
    this.#situation = situation;
  }

  push({ block, state }: Pending): void {
    let states = this.#pending.get(block);
    if (!states) this.#pending.set(block, (states = new Map()));
    states.set(this.#situation(state), state);
  }

  next(): Pending | undefined {
    let first: BlockId | undefined;
    for (const block of this.#pending.keys()) if (first === undefined || (this.#order[block] ?? 0) < (this.#order[first] ?? 0)) first = block;
    const states = first === undefined ? undefined : this.#pending.get(first);
    if (first === undefined || !states) return undefined;
    for (const [key, state] of states) {
      states.delete(key);
      if (states.size === 0) this.#pending.delete(first);
      return { block: first, state };
    }
    return undefined;
  }
}
