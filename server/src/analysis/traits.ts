/** What a function is, as far as the names in it tell: signs only, by which it is chosen what the machine runs. */
import { givesMemory } from '../kernel/allocations.ts';
import { RANGE_TYPE, rangeVerb } from '../kernel/api.ts';
import type { Generation } from '../kernel/generation.ts';
import { hazardFunction, hazardGuard } from '../kernel/hazards.ts';
import { takesEntries } from '../kernel/entries.ts';
import { lockFunction, mayUnlock } from '../kernel/locks.ts';
import { fieldPeculiarity, type Peculiarity, peculiarity } from '../kernel/peculiarity.ts';
import { sleepFunction, sleepingGuard } from '../kernel/sleep.ts';
import { mayLock, sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { FunctionPiece } from '../syntax/outline.ts';

const RANGE_WORD = RANGE_TYPE.slice('struct '.length);

export interface Traits {
  readonly notifies: boolean;
  /** It names what takes page-table entries out, or protects them. */
  readonly takesEntries: boolean;
  /** Names of the API, fields of ranges among them, that there may be something to say about. */
  readonly peculiarities: ReadonlySet<Peculiarity>;
  readonly acquires: boolean;
  readonly releases: boolean;
  readonly guards: boolean;
  /** The first lock function that it names drops a lock. */
  readonly releasesFirst: boolean;
  readonly sleeps: boolean;
  /** It names what may wait for an invalidation. */
  readonly waits: boolean;
  /** It names a function that takes, or drops, a sleeping lock. */
  readonly takesSleeping: boolean;
  readonly dropsSleeping: boolean;
  /** It sets a sequence, or looks at a range's kind, owner or whether it is blockable. */
  readonly answers: boolean;
  /** Functions of the subscriber's side of the API that it names. */
  readonly asks: readonly string[];
  readonly allocates: boolean;
  /** It takes sleeping locks and drops none, or drops some and takes none, or drops one first. */
  readonly wrapsLocks: boolean;
  /** It calls something that by its name may take a lock, and nothing that may drop one. */
  readonly locksUnseen: boolean;
  /** Names that it calls and that by these may take a lock, if they can't be seen into. */
  readonly mayLock: readonly string[];
  /** Names of functions that it calls and that may unlock something, if they can't be seen into. */
  readonly unlocks: readonly string[];
  readonly declaresRange: boolean;
  /** Of what works on ranges: these are its own. */
  readonly ownsRanges: boolean;
}

/** A range by value stands among the function's own declarations. (Taken for a sign only: the machine looks at the calls.) */
function declaresRange(piece: FunctionPiece): boolean {
  return new RegExp(`\\b${RANGE_WORD}\\s+[A-Za-z_]`).test(piece.text);
}

/** The first argument of each call of the API, as far as it is a plain one. */
const RANGE_ARGUMENT = /\bmmu_notifier_(?:range_init|invalidate_range)\w*\s*\([\s(]*([^,()]*)/g;
const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;

/**
 * Every range that it works on is an object of its own or part of one: `&range`, `&work.range`, or a pointer that only ever points to such.
 * (A sign, too: what a function does to ranges that it does not own, its summary tells.)
 */
function ownsRanges(piece: FunctionPiece): boolean {
  const text = piece.text.replaceAll(COMMENT, ' ');
  const body = text.slice(text.indexOf('{'));
  const isOwn = (place: string): boolean => {
    const name = /^&\s*(\w+)(?:\s*\.\s*\w+)*$/.exec(place)?.[1];
    return name !== undefined && new RegExp(`(?<!\\bstatic\\s+(?:const\\s+)?)\\bstruct\\s+\\w+\\s+(?:[^;*]*,\\s*)?${name}\\b`).test(body);
  };
  const pointsToOwn = (name: string): boolean => {
    const values = [...body.matchAll(new RegExp(`\\b${name}\\s*=(?!=)\\s*([^;,]+)`, 'g'))].map(([, value = '']) => value.trim());
    return values.length > 0 && values.every(isOwn);
  };
  const ranges = [...new Set([...text.matchAll(RANGE_ARGUMENT)].map(([, argument = '']) => argument.trim()))];
  return ranges.length > 0 && ranges.every((range) => isOwn(range) || (/^\w+$/.test(range) && pointsToOwn(range)));
}

/** What a callback asks of its range besides which addresses it is for. */
const RANGE_QUESTIONS: ReadonlySet<string> = new Set(['event', 'owner', 'migrate_pgmap_owner', 'mmu_notifier_range_blockable', 'blockable', 'flags']);

/** What a name says of the functions that name it. */
interface NameTraits {
  readonly notifies: boolean;
  readonly takesEntries: boolean;
  readonly allocates: boolean;
  readonly peculiarity: Peculiarity | undefined;
  /** The same where ranges are named, too. */
  readonly fieldPeculiarity: Peculiarity | undefined;
  /** What it does to spinning locks, in this order. */
  readonly locks: readonly LockAction[];
  /** What it does to sleeping locks, folios apart: they are locked one by one in loops, and unlocked elsewhere. */
  readonly sleepingLocks: readonly LockAction[];
  readonly guards: boolean;
  readonly sleeps: boolean;
  readonly waits: boolean;
  readonly asks: boolean;
  /** Where it is called, it may take a lock, or drop one, as far as its name tells. */
  readonly mayLockUnseen: boolean;
  readonly mayUnlock: boolean;
}

type LockAction = 'acquire' | 'release';

function namesTraits(name: string, generation: Generation): NameTraits | undefined {
  const verb = rangeVerb(name);
  const locks = lockFunction(name);
  const sleepingLocks = sleepingLockFunction(name);
  const traits: NameTraits = {
    notifies: verb !== undefined && verb !== 'query',
    takesEntries: takesEntries(name),
    allocates: givesMemory(name),
    peculiarity: peculiarity(name, generation),
    fieldPeculiarity: fieldPeculiarity(name, generation),
    locks: (locks?.effects ?? []).map(({ action }) => action),
    sleepingLocks: (sleepingLocks?.effects ?? []).filter(({ context }) => context !== 'folio').map(({ action }) => action),
    guards: name === 'guard' || name === 'scoped_guard',
    sleeps: sleepFunction(name) !== undefined || sleepingGuard(name) !== undefined,
    waits: hazardFunction(name) !== undefined || hazardGuard(name) !== undefined,
    asks: subscriberFunction(name) !== undefined,
    mayLockUnseen: mayLock(name) && !locks && !sleepingLocks,
    mayUnlock: mayUnlock(name),
  };
  return Object.values(traits).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value))) ? traits : undefined;
}

/** Names that are remembered at a time. (A server that runs for weeks sees names without end.) */
const MOST_NAMES = 200_000;

/** Most names say nothing, and stand in many functions. */
class Vocabulary {
  readonly #known = new Map<string, NameTraits | undefined>();
  readonly #generation: Generation;

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  traitsOf(name: string): NameTraits | undefined {
    const known = this.#known.get(name);
    if (known || this.#known.has(name)) return known;
    const traits = namesTraits(name, this.#generation);
    if (this.#known.size >= MOST_NAMES) this.#known.clear();
    this.#known.set(name, traits);
    return traits;
  }
}

const vocabularies = new WeakMap<Generation, Vocabulary>();

function vocabularyOf(generation: Generation): Vocabulary {
  const known = vocabularies.get(generation) ?? new Vocabulary(generation);
  vocabularies.set(generation, known);
  return known;
}

const OPENS_CALL = /\s*\(/y;

/** The name stands before a parenthesis. */
export function callsByName({ text }: FunctionPiece, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/\w/.test(text.charAt(at - 1))) continue;
    OPENS_CALL.lastIndex = at + name.length;
    if (OPENS_CALL.test(text)) return true;
  }
  return false;
}

/** Pieces of equal text share their set of identifiers from one outline to the next. */
const knownTraits = new WeakMap<ReadonlySet<string>, { readonly generation: Generation; readonly traits: Traits }>();

/** @param locksOf the lock functions that a macro stands for */
export function traitsOf(piece: FunctionPiece, generation: Generation, locksOf?: (name: string) => readonly string[] | undefined): Traits {
  if (locksOf) {
    const names = [...piece.identifiers].flatMap((name) => locksOf(name) ?? name);
    // What a macro is, hangs on the file.
    if (names.length !== piece.identifiers.size || names.some((name) => !piece.identifiers.has(name))) return readTraits(piece, names, generation);
  }
  const known = knownTraits.get(piece.identifiers);
  if (known?.generation === generation) return known.traits;
  const traits = readTraits(piece, piece.identifiers, generation);
  knownTraits.set(piece.identifiers, { generation, traits });
  return traits;
}

function readTraits(piece: FunctionPiece, names: Iterable<string>, generation: Generation): Traits {
  const vocabulary = vocabularyOf(generation);
  const namesRange = piece.identifiers.has(RANGE_WORD);
  const peculiarities = new Set<Peculiarity>();
  const unlocks: string[] = [];
  const asks: string[] = [];
  let [notifies, takes, allocates, guards, sleeps, waits, locksUnseen] = [false, false, false, false, false, false, false];
  let [acquires, releases, releasesFirst] = [false, false, false];
  let [takesSleeping, dropsSleeping, dropsFirst] = [false, false, false];
  for (const name of names) {
    const said = vocabulary.traitsOf(name);
    if (!said) continue;
    notifies ||= said.notifies;
    takes ||= said.takesEntries;
    allocates ||= said.allocates;
    guards ||= said.guards;
    sleeps ||= said.sleeps;
    waits ||= said.waits;
    const found = said.peculiarity ?? (namesRange ? said.fieldPeculiarity : undefined);
    if (found) peculiarities.add(found);
    for (const action of said.locks) {
      if (action === 'acquire') acquires = true;
      else {
        releasesFirst ||= !acquires;
        releases = true;
      }
    }
    for (const action of said.sleepingLocks) {
      if (action === 'acquire') takesSleeping = true;
      else {
        dropsFirst ||= !takesSleeping;
        dropsSleeping = true;
      }
    }
    if (said.asks) asks.push(name);
    if (said.mayLockUnseen && callsByName(piece, name)) locksUnseen = true;
    if (said.mayUnlock && callsByName(piece, name)) unlocks.push(name);
  }
  const mayLock = [...piece.identifiers].filter((name) => vocabulary.traitsOf(name)?.mayLockUnseen && callsByName(piece, name));
  const answers = asks.some((name) => subscriberFunction(name)?.verb === 'set-seq') || (namesRange && [...RANGE_QUESTIONS].some((name) => piece.identifiers.has(name)));
  return { notifies, takesEntries: takes, peculiarities, answers, acquires, releases, guards, releasesFirst, sleeps, waits, takesSleeping, dropsSleeping, asks, allocates, wrapsLocks: takesSleeping !== dropsSleeping || dropsFirst, locksUnseen: locksUnseen && unlocks.length === 0, mayLock, unlocks, declaresRange: namesRange && declaresRange(piece), ownsRanges: notifies && ownsRanges(piece) };
}
