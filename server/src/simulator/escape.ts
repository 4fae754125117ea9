/** What leaves our sight: the second defence against false alarms. Nothing is concluded about an escaped range from then on. */
import type { Span } from '../syntax/ast.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { freshAt, type Frame, type Run, variablePlace } from './frame.ts';
import { isGlobal, isLocalPlace, pointedTo } from './places.ts';
import { giveOwn } from './making.ts';
import { fieldWritten, isRangeVariable, rangeAround } from './ranges.ts';
import { draftOf, isPlaceWithin, type State, uncertain, withoutPlaces } from './state.ts';
import type { Unknown, Value } from './value.ts';

/** `value` becomes known to code that can't be seen: any range that can be reached through it is out of sight. */
export function putOutOfSight(f: Frame, s: State, value: Value): State {
  if (value.kind === 'int' || value.kind === 'constant') return s;
  const place = pointedTo(value);
  let next = giveOwn(s, value);
  for (const range of s.ranges.keys()) {
    if (isPlaceWithin(range, place) && s.ranges.get(range)?.at !== 'escaped') {
      next = { ...next, ranges: new Map(next.ranges).set(range, { at: 'escaped' }) };
    }
  }
  if (isRangeVariable(f, place) && !next.ranges.has(place)) next = { ...next, ranges: new Map(next.ranges).set(place, { at: 'escaped' }) };
  else if (value.kind === 'address' && isLocalPlace(place) && !isGlobal(place) && !next.escaped.has(place)) {
    next = { ...next, escaped: new Set(next.escaped).add(place) };
  }
  return next;
}

/** A call of unseen code is given `value`: it may write what that points to, and keep it. @param told of what it writes */
export function giveAddress(run: Run, f: Frame, s: State, value: Value, span: Span, keep: boolean, told: Partial<Unknown> = {}): State {
  if (value.kind === 'int' || value.kind === 'constant') return s;
  const place = pointedTo(value);
  const around = value.kind === 'address' ? rangeAround(s, f, place) : undefined;
  // The address of one field can change that field, and cannot end the range.
  if (around) return forget(f, fieldWritten(run, f, s, around.range, around.field, span, false), place, span);
  const next = keep ? putOutOfSight(f, s, value) : s;
  return value.kind === 'address' ? forgetAround(f, next, place, span, told) : forgetWritten(f, next, place, span, told);
}

/** The same for a variable that may hold addresses of others: what these hold may be written through it. */
function forgetAround(f: Frame, s: State, place: string, span: Span, told: Partial<Unknown>): State {
  const others = new Set<string>();
  for (const [key, held] of s.env) if (held.kind === 'address' && key !== place && isPlaceWithin(key, place) && isLocalPlace(held.place) && !isPlaceWithin(held.place, place)) others.add(held.place);
  let state = forget(f, s, place, span, told);
  for (const other of others) state = forgetWritten(f, state, other, span, told);
  return state;
}

/** What `place` and its parts hold is unknown from now on. */
export function forget(f: Frame, s: State, place: string, span: Span, told: Partial<Unknown> = {}): State {
  let state = forgetWritten(f, s, place, span, told);
  // A variable that nothing was written to yet may be written now.
  if (!state.env.has(place) && isLocalPlace(place) && !place.includes('.') && !place.includes('[')) {
    const fresh = freshAt(state, f, span, `given-${place}`, { ...told, isGiven: true });
    state = holding(fresh.state, place, fresh.value);
  }
  return state;
}

/**
 * What this code wrote into `place` or its parts may have been overwritten. Members that only others write are taken to be stable:
 * tested twice, they answer the same.
 */
function forgetWritten(f: Frame, s: State, place: string, span: Span, told: Partial<Unknown> = {}): State {
  let state = s;
  for (const [key, value] of s.env) {
    if (!isPlaceWithin(key, place)) continue;
    if (key.endsWith('.*')) {
      state = { ...state, env: withoutPlaces(state.env, (held) => held === key) };
      continue;
    }
    // A constant was put there to be overwritten; what came from elsewhere is taken to stay.
    const isScalar = key === place;
    if (value.kind === 'symbol' && (value.symbol.isGiven || !isScalar)) continue;
    const fresh = freshAt(state, f, span, `given-${key}`, { ...told, isGiven: true });
    state = holding(fresh.state, key, fresh.value);
  }
  return state;
}

/** `place` holds `value`, and its parts what they held. */
function holding(s: State, place: string, value: Value): State {
  const env = draftOf(s.env);
  env.set(place, value);
  return { ...s, env: env.map };
}

/** Nothing can be concluded from here on. */
export function loseSight(f: Frame, s: State): State {
  const ranges = new Map(s.ranges);
  for (const place of ranges.keys()) ranges.set(place, { at: 'escaped' });
  const escaped = new Set(s.escaped);
  for (const variable of f.routine.graph.variables) {
    const place = variablePlace(f, variable);
    escaped.add(place);
    if (variable.typeBase === RANGE_TYPE) ranges.set(variable.pointers === 0 ? place : `*{$@${place}}`, { at: 'escaped' });
  }
  return { ...s, ranges, escaped, ...(s.own ? { own: new Map() } : {}), past: [], env: new Map(), locks: s.locks.map(uncertain) };
}
