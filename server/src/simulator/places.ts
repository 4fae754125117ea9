/**
 * Places: where values live. A place is a string that is equal for equal storage as far as this path knows: `range.start`,
 * `*{$@walk}.private`, `::jiffies`. Different symbolic pointers are taken to point to different objects.
 */
import type { Expr } from '../syntax/ast.ts';
import { globalName } from './mentions.ts';
import type { Frame } from './frame.ts';
import { variablePlace } from './frame.ts';
import type { State } from './state.ts';
import { eachSymbol, type SymbolValue, symbolValue, type Unknown, type Value, ZERO } from './value.ts';

/** More places than this are not kept. */
const KEPT = 50_000;

/** Names of places that were made before, by what they were made from: a string that is one object is found in maps without being read. */
const pointees = new Map<string, string>();
const members = new Map<string, Map<string, string>>();

export function pointedTo(pointer: Value): string {
  if (pointer.kind === 'address') return pointer.place;
  let place = pointees.get(pointer.key);
  if (place === undefined) {
    place = `*{${pointer.key}}`;
    if (pointees.size > KEPT) pointees.clear();
    pointees.set(pointer.key, place);
  }
  return place;
}

/** `object.field` */
export function memberPlace(object: string, field: string): string {
  let places = members.get(object);
  if (!places) {
    if (members.size > KEPT) members.clear();
    members.set(object, (places = new Map()));
  }
  let place = places.get(field);
  if (place === undefined) {
    place = `${object}.${field}`;
    places.set(field, place);
  }
  return place;
}

/** The local variable of any frame that a place is in; `undefined` for memory behind a pointer. Globals are their own root. */
export function rootPlace(place: string): string | undefined {
  if (place.startsWith('*')) return undefined;
  const end = place.search(/[.[]/);
  return end < 0 ? place : place.slice(0, end);
}

export function isGlobal(place: string): boolean {
  return place.startsWith('::');
}

/** Storage that belongs to the function under analysis or one it called, and to nobody else. */
export function isLocalPlace(place: string): boolean {
  return !place.startsWith('*') && !isGlobal(place);
}

/** What a place holds: what was written, or else a symbol for what was there before. `needs` are the symbols of the pointer on the way. */
export function load(s: State, place: string, needs: readonly Unknown[]): Value {
  const written = s.env.get(place);
  if (written) return written;
  // `struct foo x = { … }` sets what it does not name to zero
  for (let at = place.lastIndexOf('.'); at > 0; at = place.lastIndexOf('.', at - 1)) {
    const outer = place.slice(0, at);
    if (s.env.get(`${outer}.*`)) return ZERO;
    // What wrote all of it wrote this.
    const whole = s.env.get(outer);
    if (whole?.kind === 'symbol' && whole.symbol.unseen === 'told') return symbolValue({ ...initial(place, needs).symbol, unseen: 'told' });
  }
  return initial(place, needs);
}

/** What a place held at first. */
function initial(place: string, needs: readonly Unknown[]): SymbolValue {
  const known = initials.get(place);
  if (known && known.symbol.needs.length === needs.length && known.symbol.needs.every(({ id }, i) => id === needs[i]?.id)) return known;
  const root = rootPlace(place);
  const made = symbolValue({ id: `@${place}`, origin: 'place', needs, ...(root === undefined ? {} : { root }) });
  if (initials.size > KEPT) initials.clear();
  initials.set(place, made);
  return made;
}

/** What places hold at first. */
const initials = new Map<string, SymbolValue>();

export function symbolsOf(...values: readonly Value[]): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  for (const value of values) eachSymbol(value, (symbol) => found.set(symbol.id, symbol));
  return [...found.values()];
}

const throughs = new Map<string, readonly Unknown[]>();

/** The same for an address, by its name: the symbols of the pointers on the way to the place. */
export function symbolsOnWay(pointer: Value): readonly Unknown[] {
  if (pointer.kind !== 'address') return symbolsOf(pointer);
  let found = throughs.get(pointer.place);
  if (!found) {
    found = [...pointer.place.matchAll(/\$([^\s{}(),]+)/g)].map(([, id = '']) => ({ id, origin: 'site', needs: [] }));
    if (throughs.size > KEPT) throughs.clear();
    throughs.set(pointer.place, found);
  }
  return found;
}

/** The place of a variable's name, or of a global's. */
export function namePlace(f: Frame, e: Extract<Expr, { kind: 'name' }>): string {
  const variable = f.routine.graph.bindings.get(e);
  return variable ? variablePlace(f, variable) : globalName(e.name);
}

export function isArrayName(f: Frame, e: Extract<Expr, { kind: 'name' }>): boolean {
  const variable = f.routine.graph.bindings.get(e);
  return variable?.isArray === true && variable.parameter === undefined;
}

const pointerRoots = new Map<string, string | undefined>();

/** The variable that the innermost pointer of a place was read from. */
export function pointerRoot(place: string): string | undefined {
  if (pointerRoots.has(place)) return pointerRoots.get(place);
  const root = /\{\$@([^{}]*)\}/.exec(place)?.[1];
  if (pointerRoots.size > 10_000) pointerRoots.clear();
  pointerRoots.set(place, root);
  return root;
}
