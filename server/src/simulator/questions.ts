/** Calls of code that can't be seen that are made for their answer: asked again, they answer the same. */
import type { Variable } from '../flow/graph.ts';
import type { Expr } from '../syntax/ast.ts';
import { nameOfPredicate, truth } from './facts.ts';
import type { Frame, Outcome } from './frame.ts';
import { assigned, calleeName } from './mentions.ts';
import { symbolsOnWay } from './places.ts';
import type { Routine } from './routine.ts';
import { type State, withoutPlaces, withValue } from './state.ts';
import { symbolValue, type Unknown, type Value } from './value.ts';

function questionKey(callee: string, args: readonly Value[]): string {
  return `?${callee}(${args.map((v) => v.key).join(',')})`;
}

/**
 * A call made for its truth, as a whole condition: asked again with the same arguments in the same turn of a loop, it answers the
 * same, and as it did where its answer was put into a variable. (What it does is done all the same.)
 */
export function asked(f: Frame, s: State, callee: string, args: readonly Value[], told: Partial<Unknown>): Outcome {
  const known = s.env.get(questionKey(callee, args));
  return known ? { state: s, value: known } : { state: s, value: question(f, callee, args, told) };
}

function question(f: Frame, callee: string, args: readonly Value[], told: Partial<Unknown>): Value {
  return symbolValue({ id: questionKey(callee, args), origin: 'predicate', needs: args.flatMap(symbolsOnWay), ...told, ...(f.callers.length > 0 ? { isInside: true } : {}) });
}

/** The answer is put somewhere, and may be asked for as a condition, too. @param given what it is, where nothing is known of it */
export function noted(f: Frame, given: Outcome, callee: string, args: readonly Value[], told: Partial<Unknown>): Outcome {
  const before = question(f, callee, args, told);
  if (truth(before, given.state.facts) !== undefined) return { ...given, value: before };
  return { ...given, state: withValue(given.state, questionKey(callee, args), given.value) };
}

const known = new WeakMap<Routine['graph'], ReadonlySet<Expr>>();

/** Calls whose answer, yes or no, is put into a variable, of functions that are asked in conditions, too. */
export function answersKept({ conditions, graph }: Routine): ReadonlySet<Expr> {
  let kept = known.get(graph);
  if (!kept) {
    const names = new Set([...conditions].flatMap((e) => (e.kind === 'call' ? calleeName(e, graph) ?? [] : [])));
    const isKept = (variable: Variable | undefined, value: Expr | undefined): boolean => variable !== undefined && variable.pointers === 0 && /^(bool|_Bool)$/.test(variable.typeBase) && value?.kind === 'call' && names.has(calleeName(value, graph) ?? '');
    const steps = names.size === 0 ? [] : graph.blocks.flatMap((block) => block.steps);
    kept = new Set(steps.flatMap((step) => {
      const [variable, value] = assigned(step, graph);
      return value && isKept(variable, value) ? [value] : [];
    }));
    known.set(graph, kept);
  }
  return kept;
}

/** A loop's next turn: what is asked in it may be answered differently. @param called in the loop; where that is not known, everything */
export function withoutAsked(s: State, called: ReadonlySet<string> | undefined): State {
  const isOver = (place: string): boolean => place.startsWith('?') && called?.has(nameOfPredicate(place)) !== false;
  return { ...s, env: withoutPlaces(s.env, isOver) };
}
