/** What of a function is run (see `relevance.ts`), and what it is chosen for. */
import type { BlockId } from '../flow/graph.ts';

export interface Slice {
  /** By block and step: must the machine execute it? */
  readonly steps: readonly (readonly boolean[])[];
  /** By block: must the machine decide its end? Otherwise every edge leads to the same observable block. */
  readonly ends: readonly boolean[];
  /** By block: the first observable block on the way from its start (itself, if it is one); -1 for none. */
  readonly first: readonly BlockId[];
  /** By block: its place in an order in which, loops apart, a block stands before what it leads to. */
  readonly order: readonly number[];
  /** By block: names whose value may still be asked for at its start: ids of variables, `::name` of globals, `?name` of predicates. */
  readonly live: readonly ReadonlySet<string>[];
  /** Whether a lock may be held where something may sleep: if not, locks are not followed. */
  readonly followsLocks: boolean;
  /** Members of structures that the function gives to the API as ranges. */
  readonly rangeMembers: ReadonlySet<string>;
}

/**
 * What of a function is asked for.
 * - `alone`: it is the function under analysis, whose result nobody sees.
 * - `glance`: the same, when only matters whether something is wrong at all: one way to return is as good as another that ends the
 *   same variables' lives.
 * - `helper`: a caller in this file goes on with its result.
 * - `callback`, `callee`: the same as `alone` and `helper`, when it also matters what sleeps.
 * - `subscriber`, `subscribed`: the same, when it matters how the subscriber's side of the API is called.
 * - `hazards`, `endangered`: the same, when it matters what may wait for an invalidation, and under which locks.
 * - `whole`: everything (see `whole.ts`).
 * With a `+`: what it writes through pointers that it is given is asked for, too, as they point to variables of who calls it.
 */
export type SliceKind = PlainKind | `${'helper' | 'callee' | 'subscribed' | 'endangered'}+`;
export type PlainKind = 'alone' | 'glance' | 'helper' | 'callback' | 'callee' | 'subscriber' | 'subscribed' | 'hazards' | 'endangered' | 'whole';

/** What is asked for besides of one whose caller goes on with what it leaves in his variables. */
export function withWrites(kind: PlainKind): SliceKind {
  return kind === 'helper' || kind === 'callee' || kind === 'subscribed' || kind === 'endangered' ? `${kind}+` : kind;
}

export function withoutWrites(kind: SliceKind): PlainKind {
  return kind.replace('+', '') as PlainKind;
}
