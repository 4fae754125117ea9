/** What a variable, or a literal, is given in braces. */
import type { Expr, InitializerExpr } from '../syntax/ast.ts';
import { putOutOfSight } from './escape.ts';
import { evaluate, store } from './evaluate.ts';
import { freshAt, type Frame, type Outcome, type Run } from './frame.ts';
import { publishSequences } from './subscribing.ts';
import { type State, withValue } from './state.ts';
import { address, type Value, ZERO } from './value.ts';

export function isZero(e: Expr): boolean {
  return (e.kind === 'number' && e.value === 0) || (e.kind === 'name' && e.name === 'NULL');
}

/** What names all that it sets: what it does not name is zero. (`{ 0 }` names nothing, and is zero all the same.) */
function isNamed({ entries }: InitializerExpr): boolean {
  return entries.every(({ field, value }) => field !== undefined || isZero(value));
}

/** @param place of the object that is initialised */
export function initialise(run: Run, f: Frame, s: State, place: string, init: InitializerExpr, isArray: boolean): readonly State[] {
  if (isArray) return array(run, f, s, place, init);
  if (!isNamed(init)) return unknown(run, f, s, place, init);
  return init.entries.reduce<readonly State[]>((states, { field, value }) => states.flatMap((state) => {
    const member = `${place}.${field}`;
    if (field !== undefined && value.kind === 'initializer' && !value.type && isNamed(value)) return initialise(run, f, state, member, value, false);
    return evaluate(run, f, state, value).map((o) => (field === undefined ? o.state : store(run, f, o.state, member, o.value, value)));
  }), [withValue(s, `${place}.*`, ZERO)]);
}

/** By their order, as far as none says where it stands. The first word of an array of zeroes stands for a map of bits. */
function array(run: Run, f: Frame, s: State, place: string, init: InitializerExpr): readonly State[] {
  if (init.entries.every(({ value }) => isZero(value))) return [withValue(s, `${place}[0]`, ZERO)];
  if (init.entries.some(({ isIndexed, field, value }) => isIndexed || field !== undefined || value.kind === 'initializer')) return unknown(run, f, s, place, init);
  return init.entries.reduce<readonly State[]>((states, { value }, i) => states.flatMap((state) => evaluate(run, f, state, value).map((o) => store(run, f, o.state, `${place}[0][${i}]`, o.value, value))), [s]);
}

/** Which member is what can't be told without its type. */
function unknown(run: Run, f: Frame, s: State, place: string, init: InitializerExpr): readonly State[] {
  return evaluate(run, f, s, init).map((o) => withValue(o.state, place, o.value));
}

/** `&(struct foo){ … }`: a variable without a name, that is there as long as the block is. */
export function literalAddress(run: Run, f: Frame, s: State, e: InitializerExpr): readonly Outcome[] {
  const place = `${f.prefix}literal@${e.span.start}`;
  return initialise(run, f, s, place, e, false).map((state) => ({ state, value: address(place) }));
}

/** The value of a literal as a whole, of which no member is known: others may find in it what it was given. */
export function literalValue(run: Run, f: Frame, s: State, e: InitializerExpr, values: readonly Value[]): { readonly state: State; readonly value: Value } {
  const given = publishSequences(values.reduce((next, value) => putOutOfSight(f, next, value), s), values);
  return freshAt(given, f, e.span, 'initializer', run.watchesSleep ? { unseen: run.tellsBlockable(s, values) ? 'told' : 'untold' } : {});
}
