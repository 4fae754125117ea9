/**
 * Memory that is all zeroes: it is given so, or made so with memset(). (What the API writes into a subscription is not followed: runs that look for
 * that do not ask here.)
 */
import { givesZeroes } from '../kernel/allocations.ts';
import type { CallExpr } from '../syntax/ast.ts';
import type { Frame, Outcome } from './frame.ts';
import { pointedTo } from './places.ts';
import { isPlaceWithin, type State, withoutPlaces, withValue } from './state.ts';
import { type Value, ZERO } from './value.ts';

/** `memset(p, 0, sizeof(*p))`; `undefined` for any other call. */
export function clearingCall(f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): Outcome | undefined {
  const [pointer, byte] = args;
  const size = e.args[2];
  if (name !== 'memset' || !pointer || pointer.kind === 'int') return undefined;
  const place = pointedTo(pointer);
  // Ranges are made otherwise.
  if ([...s.ranges.keys()].some((range) => isPlaceWithin(range, place) || isPlaceWithin(place, range))) return { state: s, value: pointer };
  if (byte?.key !== '0' || size?.kind !== 'opaque' || !f.routine.textOf(size.span).startsWith('sizeof')) return undefined;
  return { state: allZero({ ...s, env: withoutPlaces(s.env, (held) => isPlaceWithin(held, place)) }, place), value: pointer };
}

/** What a function gave, if that is memory that is all zeroes. */
export function afterAllocation({ state, value }: Outcome, name: string): Outcome {
  return givesZeroes(name) ? { state: allZero(state, pointedTo(value)), value } : { state, value };
}

/** A map of bits, whose first word stands for it, or a structure. */
function allZero(s: State, place: string): State {
  const isVariable = !place.startsWith('*') && !place.endsWith(']');
  const first = isVariable ? s : withValue(s, place, ZERO);
  return place.endsWith('[0]') ? first : withValue(first, `${place}.*`, ZERO);
}
