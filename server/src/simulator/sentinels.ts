/** A value that says "nothing yet", and is none that what comes later can have: `first = ULONG_MAX`, `id = ~0`, `index = -1`. */
import type { FlowGraph } from '../flow/graph.ts';
import { isGreatest } from '../kernel/constants.ts';
import type { Expr } from '../syntax/ast.ts';
import { assume, truth } from './facts.ts';
import { assigned } from './mentions.ts';
import { type State, withTrace } from './state.ts';
import { constant, int, operation, type Value, ZERO } from './value.ts';

function sentinel(e: Expr | undefined): Value | undefined {
  if (e?.kind === 'cast') return sentinel(e.operand);
  if (e?.kind === 'number') return e.value === -1 ? int(-1) : undefined;
  if (e?.kind === 'name') return isGreatest(e.name) ? constant(e.name) : undefined;
  if (e?.kind !== 'unary' || e.operand.kind !== 'number') return undefined;
  if (e.op === '~' && e.operand.value === 0) return operation('~', [ZERO]);
  return e.op === '-' && e.operand.value === 1 ? int(-1) : undefined;
}

const known = new WeakMap<FlowGraph, ReadonlyMap<string, readonly Value[]>>();

/** By variable: what it is given to say so. */
function sentinelsOf(graph: FlowGraph): ReadonlyMap<string, readonly Value[]> {
  const made = known.get(graph);
  if (made) return made;
  const found = new Map<string, Value[]>();
  for (const step of graph.blocks.flatMap(({ steps }) => steps)) {
    const [variable, e] = assigned(step, graph);
    const value = sentinel(e);
    if (variable && value) found.set(variable.id, [...(found.get(variable.id) ?? []), value]);
  }
  known.set(graph, found);
  return found;
}

/** What a function returns may be an error, and so -1. */
function mayBe(value: Value, sentinelValue: Value): boolean {
  return sentinelValue.kind === 'int' && !(value.kind === 'symbol' && value.symbol.origin === 'place');
}

/** `value` is put into a variable that says with another one that it holds nothing. */
export function apartFromSentinels(s: State, graph: FlowGraph, variable: string, value: Value): State {
  let state = s;
  if (value.kind === 'int' || value.kind === 'constant') return state;
  for (const none of sentinelsOf(graph).get(variable) ?? []) {
    const equal = mayBe(value, none) ? undefined : operation('==', [value, none]);
    if (!equal || truth(equal, state.facts) !== undefined) continue;
    const facts = assume(equal, false, state.facts);
    if (facts) state = withTrace({ ...state, facts }, undefined, { kind: 'assumed', value: equal, holds: false });
  }
  return state;
}
