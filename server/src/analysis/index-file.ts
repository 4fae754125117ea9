/** The functions of one file, and which of them matter: what contains, or reaches through calls in the file, an event of the machine. */
import { isApiName, isEventKind, RANGE_TYPE, rangeVerb } from '../kernel/api.ts';
import { lockFunction } from '../kernel/locks.ts';
import type { FunctionPiece, MacroPiece, Outline } from '../syntax/outline.ts';

export interface FileIndex {
  readonly functions: readonly FunctionPiece[];
  readonly functionsNamed: ReadonlyMap<string, readonly FunctionPiece[]>;
  readonly macrosNamed: ReadonlyMap<string, readonly MacroPiece[]>;
  /** Functions that run an API call on a range, themselves or through others. */
  readonly notifying: ReadonlySet<string>;
  /** Functions that may return with another set of locks than they were entered with. */
  readonly locking: ReadonlySet<string>;
  /** Functions to be analysed for themselves. */
  readonly roots: readonly FunctionPiece[];
}

const RANGE_WORD = RANGE_TYPE.slice('struct '.length);

interface Traits {
  readonly notifies: boolean;
  readonly observed: boolean;
  readonly acquires: boolean;
  readonly releases: boolean;
}

function traitsOf(piece: FunctionPiece): Traits {
  let [notifies, observed, acquires, releases] = [false, false, false, false];
  for (const name of piece.identifiers) {
    if (rangeVerb(name)) notifies = true;
    if (name === RANGE_WORD || isApiName(name) || isEventKind(name)) observed = true;
    for (const effect of lockFunction(name)?.effects ?? []) {
      if (effect.action === 'acquire') acquires = true;
      else releases = true;
    }
    if (name === 'guard' || name === 'scoped_guard') observed ||= false;
  }
  return { notifies, observed, acquires, releases };
}

export function indexOf(outline: Outline): FileIndex {
  const functions: FunctionPiece[] = [];
  const functionsNamed = new Map<string, FunctionPiece[]>();
  const macrosNamed = new Map<string, MacroPiece[]>();
  for (const piece of outline.pieces) {
    if (piece.kind === 'function') {
      functions.push(piece);
      push(functionsNamed, piece.name, piece);
    } else if (piece.kind === 'macro') push(macrosNamed, piece.name, piece);
  }
  const traits = new Map(functions.map((piece) => [piece, traitsOf(piece)]));
  const notifying = closure(functions, functionsNamed, (piece) => traits.get(piece)?.notifies ?? false);
  const locking = new Set<string>();
  for (const [piece, t] of traits) if (t.acquires !== t.releases) locking.add(piece.name);
  const roots = functions.filter((piece) => traits.get(piece)?.observed || notifying.has(piece.name));
  return { functions, functionsNamed, macrosNamed, notifying, locking, roots };
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

/** The names of functions for which `has` is true, and of those that call one of them. */
function closure(functions: readonly FunctionPiece[], named: ReadonlyMap<string, readonly FunctionPiece[]>, has: (piece: FunctionPiece) => boolean): Set<string> {
  const callers = new Map<string, string[]>();
  const found = new Set<string>();
  for (const piece of functions) {
    if (has(piece)) found.add(piece.name);
    for (const name of piece.identifiers) if (name !== piece.name && named.has(name)) push(callers, name, piece.name);
  }
  for (const name of found) for (const caller of callers.get(name) ?? []) found.add(caller);
  return found;
}
