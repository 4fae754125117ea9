/**
 * Goes over a finished path once more. Joined states have forgotten some of what their path knew, so that a path may come out
 * that contradicts itself: such a path does not exist, and nothing is reported from it. What was joined are several paths, though,
 * that go on in the same way: it is enough that one of them exists.
 */
import { computed } from './error-pointers.ts';
import { assume, type Facts, forgetSymbol, GrowingFacts, NO_FACTS, nextTurn, truth } from './facts.ts';
import type { Learning, Trace } from './trace.ts';
import { operation, type Value } from './value.ts';

/** A path with more conditions than this is not gone over again, and counts as one that can't be told. */
const LONGEST = 1500;

/** So many of the paths that were joined are tried. */
const TRIED = 40;
/** So many of the joins before a contradiction are tried the other way, the nearest first. */
const TURNED = 12;
/** The same for joins behind it, where a path may come in that never met it. */
const TURNED_BEHIND = 3;

export function isFeasible(trace: Trace | undefined): boolean {
  return feasiblePath(trace) !== undefined;
}

/** A condition on the path. */
export interface Assumption {
  readonly value: Value;
  readonly before: Facts;
  readonly after: Facts;
  readonly at: Trace;
}

/** What is known at the end of a path when nothing was forgotten on the way; `undefined` for a path that does not exist or is too long to tell. @param see is told of each condition on the way */
export function factsOnPath(trace: Trace | undefined, see?: (assumed: Assumption) => void): Facts | undefined {
  const path = feasiblePath(trace);
  if (path && see) tellEach(path.nodes, see);
  return path?.facts;
}

/** The path to `trace` that exists, in one line; `trace` itself where that does, or where none is known to. */
export function existingPath(trace: Trace | undefined): Trace | undefined {
  const path = feasiblePath(trace);
  if (!path?.isTurned) return trace;
  let line: Trace | undefined;
  for (const { step, learning } of path.nodes) line = { step, before: line, ...(learning ? { learning } : {}) };
  return line;
}

/** A path to `trace` that exists and on which it was decided that `value` holds (or does not), in one line; `undefined` where there is none. */
export function pathDeciding(trace: Trace | undefined, value: Value, holds: boolean): Trace | undefined {
  const asked: Trace = { step: undefined, learning: { kind: 'assumed', value, holds }, before: trace };
  let before: Facts | undefined;
  factsOnPath(asked, (assumed) => {
    if (assumed.at === asked) before = assumed.before;
  });
  return before && truth(value, before) === holds ? existingPath(asked) : undefined;
}

interface Path {
  /** In the order of execution. */
  readonly nodes: readonly Trace[];
  /** Not the first that was found, but another one of those that were joined. */
  readonly isTurned: boolean;
  /** What is known at its end. */
  readonly facts: Facts;
}

const found = new WeakMap<Trace, Path | 'none'>();

function feasiblePath(trace: Trace | undefined): Path | undefined {
  if (!trace) return { nodes: [], isTurned: false, facts: NO_FACTS };
  const known = found.get(trace);
  if (known) return known === 'none' ? undefined : known;
  const path = search(trace);
  found.set(trace, path ?? 'none');
  return path;
}

/** Joins that are taken the other way, and how much of the path, seen from its end, came behind the contradiction that this is to mend. */
interface Attempt {
  readonly turned: ReadonlySet<Trace>;
  readonly left: number;
}

/** Where a path contradicts itself, the joins before and behind are taken the other way, one by one, first on the path that came furthest. */
function search(trace: Trace): Path | undefined {
  const attempts: Attempt[] = [{ turned: new Set(), left: 0 }];
  for (let tried = 0; tried < TRIED; tried++) {
    const next = attempts.reduce((best, attempt, i) => (attempt.left < (attempts[best]?.left ?? Infinity) ? i : best), 0);
    const [attempt] = attempts.splice(next, 1);
    if (!attempt) return undefined;
    const { turned } = attempt;
    const nodes = nodesOf(trace, turned);
    if (!nodes) continue;
    const { facts, contradiction } = run(nodes, turned);
    if (contradiction === undefined) return { nodes, isTurned: turned.size > 0, facts };
    const isJoin = (node: Trace): boolean => node.instead !== undefined && !turned.has(node);
    const behind = nodes.slice(contradiction + 1).filter(isJoin).slice(0, TURNED_BEHIND);
    const joins = nodes.slice(0, contradiction).filter(isJoin).slice(-TURNED).reverse();
    for (const join of [...behind, ...joins]) attempts.push({ turned: new Set([...turned, join]), left: nodes.length - contradiction });
  }
  return undefined;
}

/** @param turned the joins at which the other path is meant */
function nodesOf(trace: Trace, turned: ReadonlySet<Trace>): readonly Trace[] | undefined {
  const nodes: Trace[] = [];
  let learned = 0;
  for (let t: Trace | undefined = trace; t; t = turned.has(t) ? t.instead : t.before) {
    nodes.push(t);
    if (t.learning && ++learned > LONGEST) return undefined;
  }
  return nodes.reverse();
}

/** What is known where a path has come to that takes no other way at its joins; or where it contradicts itself. */
type Knowledge = { readonly facts: Facts } | { readonly contradiction: Trace };

/** Paths grow step by step, and each is asked about again and again: what is known along them is kept, at some of the nodes. */
const kept = new WeakMap<Trace, Knowledge>();
/** Conditions between two such nodes. */
const EVERY = 16;

/** @returns what is known at the end, and the index of the first node that can't be if there is one */
function run(nodes: readonly Trace[], turned: ReadonlySet<Trace>): { readonly facts: Facts; readonly contradiction?: number } {
  const firstTurned = turned.size === 0 ? -1 : nodes.findIndex((node) => turned.has(node));
  const plain = firstTurned < 0 ? nodes.length : firstTurned;
  let from = plain;
  let before: Knowledge | undefined;
  while (!before && --from >= 0) {
    const node = nodes[from];
    before = node && kept.get(node);
  }
  if (before && 'contradiction' in before) return { facts: NO_FACTS, contradiction: nodes.indexOf(before.contradiction) };
  let facts: Facts = new GrowingFacts(before?.facts);
  let learned = 0;
  for (let i = from + 1; i < nodes.length; i++) {
    const at = nodes[i];
    if (!at) break;
    if (at.learning) {
      const next = learn(facts, at.learning);
      if (!next) {
        if (i < plain) for (const node of [at, nodes[plain - 1]]) if (node) kept.set(node, { contradiction: at });
        return { facts, contradiction: i };
      }
      facts = next;
      learned++;
    }
    if (i === plain - 1 || (i < plain && learned === EVERY)) {
      kept.set(at, { facts: new Map(facts) });
      learned = 0;
    }
  }
  return { facts: new Map(facts) };
}

/** @param nodes a path that exists */
function tellEach(nodes: readonly Trace[], see: (assumed: Assumption) => void): void {
  let facts: Facts = NO_FACTS;
  for (const at of nodes) {
    const next = (at.learning && learn(facts, at.learning)) ?? facts;
    if (at.learning?.kind === 'assumed') see({ value: at.learning.value, before: facts, after: next, at });
    facts = next;
  }
}

/** Whether a constant is zero: of one whose worth is not known it can't be told which way there is. */
function isConstantAsked(value: Value): boolean {
  if (value.kind === 'operation' && (value.op === '!' || value.op === '-')) return value.operands.every(isConstantAsked);
  return value.kind === 'constant' && truth(value, NO_FACTS) === undefined;
}

/** What is certainly memory, or an error, is that under another name. */
function withError({ from, to }: Extract<Learning, { kind: 'joined' }>, facts: Facts): Facts {
  const isError = computed('IS_ERR', [from]);
  const asked = isError?.kind === 'int' ? operation('call', [to], 'IS_ERR') : undefined;
  return (asked && assume(asked, isError?.key !== '0', facts)) ?? facts;
}

function learn(facts: Facts, l: Learning): Facts | undefined {
  switch (l.kind) {
    case 'renewed': return forgetSymbol(facts, l.id);
    case 'joined': {
      const known = truth(l.from, facts);
      return withError(l, (known === undefined ? undefined : assume(l.to, known, facts)) ?? facts);
    }
    case 'turn': return nextTurn(facts, l.called);
    case 'assumed': return isConstantAsked(l.value) ? undefined : assume(l.value, l.holds, facts);
  }
}
