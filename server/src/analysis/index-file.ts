/** The functions of one file, and which of them matter: what contains, or reaches through calls in the file, an event of the machine. */
import { rangeVerb } from '../kernel/api.ts';
import type { Generation } from '../kernel/generation.ts';
import { lockFunction } from '../kernel/locks.ts';
import type { Peculiarity } from '../kernel/peculiarity.ts';
import { usesFound, waitsForCallbacks } from '../kernel/subscribers.ts';
import { enumeratorsIn } from '../syntax/enumerators.ts';
import type { FunctionPiece, MacroPiece, OtherPiece, Outline } from '../syntax/outline.ts';
import type { LockMacro } from './lock-macros.ts';
import { wholeExits } from './module-exits.ts';
import { namesAny, OPS_WORDS, opsNamesOf, type OpsShapes } from './ops-types.ts';
import { callsByName, traitsOf } from './traits.ts';

export interface FileIndex {
  readonly functions: readonly FunctionPiece[];
  /** By `pieceKey`. */
  readonly functionsByKey: ReadonlyMap<string, FunctionPiece>;
  readonly functionsNamed: ReadonlyMap<string, readonly FunctionPiece[]>;
  readonly macrosNamed: ReadonlyMap<string, readonly MacroPiece[]>;
  /** Functions that run an API call on a range, themselves or through others. */
  readonly notifying: ReadonlySet<string>;
  /** Functions that run one on a range that they do not declare. */
  readonly handed: ReadonlySet<string>;
  /** Functions that take locks and drop none, or drop locks and take none. */
  readonly unbalanced: ReadonlySet<string>;
  /** Functions that may return with other locks than they were entered with: the unbalanced ones, those that drop one first, and who calls them. */
  readonly locking: ReadonlySet<string>;
  /** Those of them that may return with a lock that they took. */
  readonly acquiring: ReadonlySet<string>;
  /** Macros that take or drop locks, and can't be taken for what they are replaced with. */
  readonly lockMacros: ReadonlySet<string>;
  /** Macros that run an API call on a range, themselves or through functions and macros of this file. */
  readonly rangeMacros: ReadonlySet<string>;
  /** Functions that may sleep for any reason, themselves or through others. */
  readonly sleeping: ReadonlySet<string>;
  /** Functions that may wait for an invalidation, or take or drop a sleeping lock, themselves or through others. */
  readonly endangering: ReadonlySet<string>;
  /** Functions that take locks, callbacks apart. */
  readonly takers: ReadonlySet<FunctionPiece>;
  /** Those of them that may wait for an invalidation. */
  readonly contenders: ReadonlySet<FunctionPiece>;
  /** Functions that may end a subscription and wait for its callbacks, themselves or through others. */
  readonly ending: ReadonlySet<string>;
  /** Functions that set a callback's sequence, or look at what its range is for, themselves or through others. */
  readonly answering: ReadonlySet<string>;
  /** Functions that call the subscriber's side of the API, themselves or through others. */
  readonly subscribing: ReadonlySet<string>;
  /** Functions that turn what a read side found into pages, themselves or through others. */
  readonly translating: ReadonlySet<string>;
  /** Functions that allocate memory, themselves or through others. */
  readonly allocating: ReadonlySet<string>;
  /** Those that subscribe and are looked at for themselves: the ones that do so themselves, and who calls these. */
  readonly subscribers: ReadonlySet<FunctionPiece>;
  /** The exit of a module that puts subscriptions, if all that it does is in sight. */
  readonly exits: ReadonlySet<FunctionPiece>;
  /** Functions that may return with other sleeping locks than they were entered with. */
  readonly lockWrappers: ReadonlySet<string>;
  /** Functions that call others that by their names may take a lock, and none that may drop one. */
  readonly lockingUnseen: ReadonlySet<string>;
  /** What takes locks in functions that wait for an invalidation, or use the subscriber's side of the API, may be macros of headers. */
  readonly asksMacros: boolean;
  /** Functions that themselves take page-table entries out, or protect them. */
  readonly changers: ReadonlySet<FunctionPiece>;
  /** What the enumerators that the file declares are worth, as far as numbers tell. */
  readonly enumerators: ReadonlyMap<string, number>;
  /** Everything that is neither a function nor a macro. */
  readonly declarations: readonly OtherPiece[];
  /** Declarations that may be ops tables of subscribers, or hold some, and functions that may set their members. */
  readonly tables: readonly (OtherPiece | FunctionPiece)[];
  /** Types that are, or hold, ops tables. */
  readonly opsShapes: OpsShapes;
  /** Names in these. */
  readonly callbacks: ReadonlySet<string>;
  /** Functions that work on ranges themselves, or hand them to others: all their paths are of interest. */
  readonly handling: ReadonlySet<FunctionPiece>;
  /** Functions to be analysed for themselves. */
  readonly roots: readonly FunctionPiece[];
  /** Functions that matter only where the file is also built without CONFIG_MMU_NOTIFIER: they name something that exists only with it. */
  readonly guarded: readonly FunctionPiece[];
}

/** A file of which may be asked no more than what it defines. */
export interface Contents {
  readonly functionsNamed: FileIndex['functionsNamed'];
  whole(): FileIndex;
}

export function contentsOf(index: FileIndex): Contents {
  return { functionsNamed: index.functionsNamed, whole: () => index };
}

/** The functions and macros of a file, by their names. */
export function namesIn({ pieces }: Outline): Pick<FileIndex, 'functionsNamed' | 'macrosNamed'> {
  const functionsNamed = new Map<string, FunctionPiece[]>();
  const macrosNamed = new Map<string, MacroPiece[]>();
  for (const piece of pieces) {
    if (piece.kind === 'function') push(functionsNamed, piece.name, piece);
    else if (piece.kind === 'macro') push(macrosNamed, piece.name, piece);
  }
  return { functionsNamed, macrosNamed };
}

/** The same for a file whose index is made when more is asked. */
export function lateContents(outline: Outline, generation: Generation): Contents {
  const { functionsNamed } = namesIn(outline);
  let index: FileIndex | undefined;
  return { functionsNamed, whole: () => (index ??= indexOf(outline, generation)) };
}

/** How far up a range may be handed through callers that do not declare it. */
const HANDED_LEVELS = 3;

/** How far up what a function does to locks is looked for in its callers. */
const LOCKING_LEVELS = 1;

function mentionsAny(piece: FunctionPiece, names: ReadonlySet<string>): boolean {
  for (const name of piece.identifiers) if (names.has(name)) return true;
  return false;
}

/** Add the callers of what is found, and theirs, so many levels up. */
function spread(functions: readonly FunctionPiece[], found: Set<string>, levels: number, joins: (piece: FunctionPiece) => boolean = () => true): void {
  for (let level = 0; level < levels; level++) {
    const more = functions.filter((piece) => !found.has(piece.name) && mentionsAny(piece, found) && joins(piece));
    if (more.length === 0) return;
    for (const piece of more) found.add(piece.name);
  }
}

/** Names one definition in the file: `name#ordinal`. */
export function pieceKey(piece: FunctionPiece): string {
  return `${piece.name}#${piece.ordinal}`;
}

/** Where a piece that `pieceKey` or `tableKey` names begins in the file. */
export function startOf(key: string, index: FileIndex): number {
  const table = /^table (\d+)$/.exec(key)?.[1];
  return (table === undefined ? index.functionsByKey.get(key) : index.tables[Number(table)])?.start ?? 0;
}

/**
 * @param generation of the tree: what of its API has to be looked at
 * @param macroOf macros, of headers too, that stand for what takes and drops locks
 */
export function indexOf(outline: Outline, generation: Generation, macroOf?: (name: string) => LockMacro | undefined): FileIndex {
  const { functionsNamed, macrosNamed } = namesIn(outline);
  const callbacks = new Set<string>();
  const functions = outline.pieces.filter((piece) => piece.kind === 'function');
  const declarations = outline.pieces.filter((piece) => piece.kind === 'other');
  const ops = opsNamesOf(declarations, macrosNamed);
  const tables = outline.pieces.flatMap((piece) => {
    if (piece.kind === 'macro' || !namesAny(piece, ops.words)) return [];
    const isPlain = piece.kind === 'other' && OPS_WORDS.some((word) => piece.identifiers.has(word));
    const set = isPlain ? [...piece.identifiers] : setMembers(piece.text, generation).filter((name) => functionsNamed.has(name));
    for (const name of set) callbacks.add(name);
    return piece.kind === 'other' || set.length > 0 ? [piece] : [];
  });
  const locksOf = macroOf && ((name: string) => (functionsNamed.has(name) ? undefined : macroOf(name)?.locks));
  const traits = new Map(functions.map((piece) => [piece, traitsOf(piece, generation, locksOf)]));
  const callers = callersOf(functions, functionsNamed);
  const notifying = closure(functions, callers, (piece) => traits.get(piece)?.notifies ?? false);
  // Only callbacks are asked whether they sleep.
  const sleeping = tables.length > 0 ? closure(functions, callers, (piece) => traits.get(piece)?.sleeps ?? false) : new Set<string>();
  const waiting = closure(functions, callers, (piece) => traits.get(piece)?.waits ?? false);
  const endangering = waiting.size > 0 || tables.length > 0 ? closure(functions, callers, (piece) => { const t = traits.get(piece); return t !== undefined && (t.waits || t.takesSleeping || t.dropsSleeping || t.guards); }) : new Set<string>();
  const answering = tables.length > 0 ? closure(functions, callers, (piece) => traits.get(piece)?.answers ?? false) : new Set<string>();
  const asks = (piece: FunctionPiece, translates: boolean): boolean => (
    traits.get(piece)?.asks.some((name) => !functionsNamed.has(name) && usesFound(name) === translates) ?? false);
  const subscribing = closure(functions, callers, (piece) => asks(piece, false));
  const translating = closure(functions, callers, (piece) => asks(piece, true));
  let allocating: ReadonlySet<string> | undefined;
  const lockWrappers = new Set(functions.filter((piece) => traits.get(piece)?.wrapsLocks).map(({ name }) => name));
  const lockingUnseen = new Set(functions.filter((piece) => traits.get(piece)?.locksUnseen).map(({ name }) => name));
  const rangeMacros = rangeMacrosOf(macrosNamed, notifying);
  const lockMacros = new Set([...lockMacrosOf(macrosNamed)].filter((name) => macroOf?.(name) === undefined));
  const unbalanced = new Set<string>();
  const locking = new Set<string>();
  const acquiring = new Set<string>();
  const locked = new Set<string>();
  const handed = new Set<string>();
  for (const [piece, t] of traits) {
    const unlocks = t.unlocks.some((name) => !functionsNamed.has(name)) || [...lockMacros].some((name) => piece.identifiers.has(name) && callsByName(piece, name));
    if (t.acquires !== (t.releases || unlocks)) unbalanced.add(piece.name);
    if (t.notifies && !t.ownsRanges) handed.add(piece.name);
    if (unbalanced.has(piece.name) || t.releasesFirst || (handed.has(piece.name) && t.acquires)) locking.add(piece.name);
    if (t.acquires || t.releases || t.guards) locked.add(piece.name);
    // What drops a lock first takes it again for its caller.
    if (t.acquires && (unbalanced.has(piece.name) || handed.has(piece.name))) acquiring.add(piece.name);
  }
  spread(functions, locking, LOCKING_LEVELS);
  spread(functions, acquiring, LOCKING_LEVELS);
  // Who calls a function that works on a range it is handed, and declares none, hands it on.
  spread(functions, handed, HANDED_LEVELS, (piece) => !traits.get(piece)?.declaresRange);
  const calls = (piece: FunctionPiece, to: ReadonlySet<string>): boolean => [...piece.identifiers].some((name) => name !== piece.name && to.has(name));
  const handling = new Set(functions.filter((piece) => traits.get(piece)?.notifies || calls(piece, rangeMacros) || calls(piece, handed)));
  const isPeculiar = (piece: FunctionPiece, peculiarity: Peculiarity): boolean => traits.get(piece)?.peculiarities.has(peculiarity) === true;
  const roots = functions.filter((piece) => handling.has(piece) || isPeculiar(piece, 'foreign')
    || (notifying.has(piece.name) && (locked.has(piece.name) || calls(piece, locking))));
  const guarded = functions.filter((piece) => isPeculiar(piece, 'guarded') && !roots.includes(piece));
  const direct = functions.filter((piece) => asks(piece, false));
  const directNames = new Set(direct.map(({ name }) => name));
  const exits = direct.length > 0 ? wholeExits(functions, functionsNamed, macrosNamed, declarations) : new Set<FunctionPiece>();
  const subscribers = new Set([...direct, ...(direct.length > 0 ? functions.filter((piece) => calls(piece, directNames)) : []), ...exits]);
  const takes = (piece: FunctionPiece): boolean => { const t = traits.get(piece); return t !== undefined && (t.acquires || t.takesSleeping || t.guards); };
  const takers = new Set(functions.filter((piece) => (takes(piece) || calls(piece, lockWrappers)) && !callbacks.has(piece.name)));
  const contenders = new Set([...takers].filter(({ name }) => waiting.has(name)));
  const isUnseen = (name: string): boolean => !functionsNamed.has(name) && !macrosNamed.has(name);
  const asksMacros = functions.some((piece) => (waiting.has(piece.name) || subscribers.has(piece)) && traits.get(piece)?.mayLock.some(isUnseen));
  const ending = closure(functions, callers, (piece) => traits.get(piece)?.asks.some((name) => waitsForCallbacks(name)) ?? false);
  const changers = new Set(functions.filter((piece) => traits.get(piece)?.takesEntries));
  const enumerators = new Map(declarations.flatMap((piece) => (piece.identifiers.has('enum') ? [...enumeratorsIn(piece.text)] : [])));
  const functionsByKey = new Map(functions.map((piece) => [pieceKey(piece), piece]));
  return { functions, functionsByKey, functionsNamed, macrosNamed, notifying, handed, unbalanced, locking, acquiring, lockMacros, rangeMacros, sleeping, endangering, takers, contenders, ending, changers, answering, subscribing, translating, subscribers, exits, lockWrappers, lockingUnseen, asksMacros, enumerators, declarations, tables, opsShapes: ops.shapes, callbacks, handling, roots, guarded,
    // Few files are asked.
    get allocating() { return (allocating ??= closure(functions, callers, (piece) => traits.get(piece)?.allocates ?? false)); },
  };
}

/** `.release = foo_release`, in an initialiser or an assignment: what is set in members that are called like those of a table. (A sign: what is a table, its type says.) */
function setMembers(text: string, generation: Generation): readonly string[] {
  return [...text.matchAll(/(?:\.|->)\s*(\w+)\s*=\s*&?\s*(\w+)/g)].flatMap(([, member = '', name = '']) => (generation.callbacks.has(member) ? [name] : []));
}

/** Macros whose replacement names a lock function. */
function lockMacrosOf(macros: ReadonlyMap<string, readonly MacroPiece[]>): ReadonlySet<string> {
  return macrosThat(macros, (word) => (lockFunction(word)?.effects.length ?? 0) > 0);
}

function rangeMacrosOf(macros: ReadonlyMap<string, readonly MacroPiece[]>, notifying: ReadonlySet<string>): ReadonlySet<string> {
  return macrosThat(macros, (word) => rangeVerb(word) !== undefined || notifying.has(word));
}

/** Macros that name such a word, themselves or through other macros. */
function macrosThat(macros: ReadonlyMap<string, readonly MacroPiece[]>, isIt: (word: string) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [name, pieces] of macros) {
      const touches = (word: string): boolean => isIt(word) || (word !== name && found.has(word));
      if (pieces.some((piece) => [...piece.identifiers].some(touches))) found.add(name);
    }
  }
  return found;
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

function callersOf(functions: readonly FunctionPiece[], named: ReadonlyMap<string, readonly FunctionPiece[]>): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const piece of functions) for (const name of piece.identifiers) if (name !== piece.name && named.has(name)) push(callers, name, piece.name);
  return callers;
}

/** The names of a file's functions for which `has` is true, and of those that call one of them. */
export function reaching({ functions, functionsNamed }: FileIndex, has: (piece: FunctionPiece) => boolean): ReadonlySet<string> {
  return closure(functions, callersOf(functions, functionsNamed), has);
}

/** The names of functions for which `has` is true, and of those that call one of them. */
function closure(functions: readonly FunctionPiece[], callers: ReadonlyMap<string, readonly string[]>, has: (piece: FunctionPiece) => boolean): Set<string> {
  const found = new Set(functions.filter(has).map(({ name }) => name));
  for (const name of found) for (const caller of callers.get(name) ?? []) found.add(caller);
  return found;
}
