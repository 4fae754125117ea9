/** The ways on from the end of a block, each with what is known on it; what contradicts itself is none. */
import { type Edge, edgesOf, type Terminator, type Variable } from '../flow/graph.ts';
import type { Expr, Span } from '../syntax/ast.ts';
import { withAliases } from './contexts.ts';
import { isExhaustive } from './decisions.ts';
import { evaluate } from './evaluate.ts';
import { assume, type Facts, truth } from './facts.ts';
import { type Frame, note, type Outcome, type Run } from './frame.ts';
import { settle } from './ranges.ts';
import { changedByOthers } from './rechecks.ts';
import { type State, withTrace } from './state.ts';
import { operation, type Value } from './value.ts';

export interface Way {
  /** What is taken for the condition: `true`, `false`, a label of a switch, `default`; of a loop that counts nothing visible `turn` and `exit`. */
  readonly takes: string;
  readonly edge: Edge;
  readonly state: State;
}

export type Decision = Extract<Terminator, { kind: 'branch' | 'switch' | 'choice' }>;

export function waysOf(run: Run, f: Frame, s: State, end: Decision): readonly Way[] {
  switch (end.kind) {
    case 'choice': return edgesOf(end).map((edge, i) => ({ takes: end.edges.length === 2 ? ['turn', 'exit'][i] ?? '' : `way ${i + 1}`, edge, state: s }));
    case 'branch': return branchWays(run, f, s, end);
    case 'switch': return evaluate(run, f, s, end.value).flatMap((o) => switchWays(run, f, o, end));
  }
}

/** What is said of a condition that holds, and of one that does not. */
type Words = readonly [string, string];

/** Types of the kernel whose values are numbers (include/linux/types.h, mm_types.h). */
const NUMBER = /^((un)?signed|(unsigned )?(char|short|int|long)( long)?( int)?|s?size_t|_*[us](8|16|32|64)|u?int(8|16|32|64)_t|pgoff_t|vm_fault_t|gfp_t|loff_t)$/;

/** @param variable what is asked for, if that is nothing but a variable */
function wordsOf(variable: Variable | undefined): Words {
  if (variable && variable.pointers > 0) return ['not NULL', 'NULL'];
  return variable && NUMBER.test(variable.typeBase) ? ['not zero', 'zero'] : ['true', 'false'];
}

function branchWays(run: Run, f: Frame, s: State, end: Extract<Decision, { kind: 'branch' }>): readonly Way[] {
  const words = wordsOf(end.condition.kind === 'name' ? f.routine.graph.bindings.get(end.condition) : undefined);
  return evaluate(run, f, s, end.condition).flatMap((o) => ([[true, end.whenTrue], [false, end.whenFalse]] as const).flatMap(([holds, edge]) => {
    const isRecheck = run.isRecheck(f, end.span);
    const state = decide(f, isRecheck ? changedByOthers(o.state, o.value) : o.state, o.value, holds, end.span, words, isRecheck);
    return state ? [{ takes: String(holds), edge, state }] : [];
  }));
}

function switchWays(run: Run, f: Frame, o: Outcome, end: Extract<Decision, { kind: 'switch' }>): readonly Way[] {
  const ways: Way[] = [];
  let rest: State | undefined = o.state;
  for (const { value, isRange, edge } of end.cases) {
    if (!rest) return ways;
    const [label] = evaluate(run, f, rest, value);
    const takes = f.routine.textOf(value.span);
    // A GNU case range is one condition on the value, named by where it begins.
    const equal = label && (isRange ? operation('call', [o.value, label.value], 'case') : operation('==', [o.value, label.value]));
    const text = `\`${f.routine.textOf(end.span)}\` is ${takes}`;
    if (!equal) {
      ways.push({ takes, edge, state: note(rest, f, end.span, 'branch', text, undefined, takes) });
      continue;
    }
    let facts = assume(equal, true, rest.facts);
    // What lies in a range is none of the other labels.
    if (isRange) for (const other of end.cases) facts = facts && !other.isRange ? differs(run, f, { ...rest, facts }, o.value, other.value) : facts;
    if (facts) ways.push({ takes, edge, state: settle(note({ ...rest, facts }, f, end.span, 'branch', text, { kind: 'assumed', value: equal, holds: true }, takes), f, end.span, true) });
    const others = assume(equal, false, rest.facts);
    rest = others && withTrace({ ...rest, facts: others }, undefined, { kind: 'assumed', value: equal, holds: false });
  }
  if (rest && !isExhaustive(f, end)) ways.push({ takes: 'default', edge: end.otherwise, state: settle(rest, f, end.span, false) });
  return ways;
}

function differs(run: Run, f: Frame, s: State, value: Value, label: Expr): Facts | undefined {
  const [other] = evaluate(run, f, s, label);
  const equal = other && operation('==', [value, other.value]);
  return equal ? assume(equal, false, s.facts) : s.facts;
}

function decide(f: Frame, s: State, value: Value, holds: boolean, span: Span, words: Words, isRecheck: boolean): State | undefined {
  const known = truth(value, s.facts);
  if (known !== undefined) return known === holds ? s : undefined;
  const facts = assume(value, holds, s.facts);
  if (!facts) return undefined;
  const condition = `\`${f.routine.textOf(span).replaceAll(/\s+/g, ' ')}\``;
  const isOutcome = value.kind === 'symbol' && value.symbol.isOutcome && /nonblock\s*\(/.test(condition);
  const text = isOutcome ? `the non-blocking start ${holds ? 'fails' : 'succeeds'}` : `${condition} is ${words[holds ? 0 : 1]}`;
  const noted = note({ ...s, facts }, f, span, 'branch', isRecheck ? `${text} by now` : text, { kind: 'assumed', value, holds }, String(holds));
  const { trace } = noted;
  const marked = isRecheck && trace?.step ? { ...noted, trace: { ...trace, step: { ...trace.step, isRecheck } } } : noted;
  return withAliases(settle(marked, f, span, holds));
}
