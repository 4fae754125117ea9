/** Objects that a path has allocated or declared: when their members are made, told of functions that register what is part of one. */
import { givesMemory, movesWithin } from '../kernel/allocations.ts';
import { goneThrough, madeBy } from '../kernel/made-members.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import type { Variable } from '../flow/graph.ts';
import type { CallExpr, Span } from '../syntax/ast.ts';
import { heldLocks } from './contexts.ts';
import { freshAt, type Frame, type Outcome, type Run, siteOf } from './frame.ts';
import type { MadeEvent } from './observation.ts';
import { isLocalPlace, pointedTo } from './places.ts';
import { isPlaceWithin, type State, withValue } from './state.ts';
import type { Value } from './value.ts';

const NONE: ReadonlySet<string> = new Set();

/** The object of the path's own that a place is part of. */
function objectAround(s: State, place: string): string | undefined {
  for (const object of s.own ?? NONE) if (isPlaceWithin(place, object)) return object;
  return undefined;
}

/** Something in it may have been made by others from now on. */
function givenAway(s: State, place: string): State {
  const object = objectAround(s, place);
  return object === undefined ? s : { ...s, own: new Set([...(s.own ?? NONE)].filter((other) => other !== object)) };
}

/** Code that can't be seen gets hold of `value`, and of what can be reached from it. */
export function giveOwn(s: State, value: Value): State {
  if (!s.own || s.own.size === 0 || value.kind === 'int' || value.kind === 'constant') return s;
  const pointee = pointedTo(value);
  let next = givenAway(s, pointee);
  for (const [place, held] of s.env) if (isPlaceWithin(place, pointee) && held.kind !== 'int' && held.kind !== 'constant') next = givenAway(next, pointedTo(held));
  return next;
}

/** A value is stored: what is put where others may find it is not the path's own any more. */
export function storeOwn(run: Run, f: Frame, s: State, place: string, value: Value, span: Span): State {
  if (!run.watchesMaking) return s;
  const next = isLocalPlace(place) ? s : giveOwn(s, value);
  if (value.key !== '0') tellMade(run, f, next, place, 'pointer', undefined, span);
  return next;
}

/** What a variable holds that was declared and nothing more. */
function isNothing(value: Value): boolean {
  return value.kind === 'symbol' && /(^|>)declare-[^>]*$/.test(value.symbol.id);
}

/** A structure is declared: nobody else has a pointer to it. */
export function declareOwn(run: Run, s: State, variable: Variable, place: string): State {
  const isObject = run.watchesMaking && variable.pointers === 0 && !variable.isArray && variable.typeBase.startsWith('struct ');
  return isObject ? { ...s, own: new Set(s.own ?? NONE).add(place) } : s;
}

/** A member gets its first value. */
function tellMade(run: Run, f: Frame, s: State, place: string, how: MadeEvent['how'], by: string | undefined, span: Span): void {
  const object = objectAround(s, place);
  if (object === undefined || place === object || !s.past.some(({ subject }) => subject && isPlaceWithin(pointedTo(subject), object))) return;
  if ([...s.env].some(([known, value]) => isPlaceWithin(known, place) || (isPlaceWithin(place, known) && !(known === object && isNothing(value))))) return;
  run.observe({
    kind: 'made', how, ...(by === undefined ? {} : { by }), object, member: place.slice(object.length + 1),
    past: s.past, locks: heldLocks(s), mayHoldMore: s.locks.some(({ uncertain }) => uncertain), site: siteOf(f, span), trace: s.trace, program: f.program,
  });
}

/** A call that allocates, makes a member, or uses one: others get hold of nothing by it. `undefined` for any other. */
export function makingCall(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const [first] = args;
  const moves = movesWithin(name) && first !== undefined && s.own?.has(pointedTo(first)) === true;
  if (givesMemory(name) || moves) {
    const { state, value } = freshAt(s, f, e.span, name);
    return [{ state: { ...state, own: new Set(state.own ?? NONE).add(pointedTo(value)) }, value }];
  }
  const kind = madeBy(name);
  if (!first || !(kind || isLockInit(name) || goneThrough(name).length > 0)) return undefined;
  if (!kind) return [freshAt(s, f, e.span, name)];
  const place = pointedTo(first);
  tellMade(run, f, s, place, kind, name, e.span);
  const made = freshAt(s, f, e.span, `${name}-made`);
  return [freshAt(withValue(made.state, place, made.value), f, e.span, name)];
}

/** A function of the file that is given something of the path's own, or could be where it comes from, is looked into. */
export function concernsOwn(s: State, args: readonly Value[]): boolean {
  return s.own !== undefined && args.some((arg) => objectAround(s, pointedTo(arg)) !== undefined);
}
