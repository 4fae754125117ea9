/**
 * What may wait for an invalidation must not do so under a lock that a callback waits for: who takes one is looked at for that. Callbacks of the
 * file tell which locks these are when they are analysed, callbacks of other files through the host.
 */
import type { WaitedForLock } from '../rules/rule.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { ForeignLock, WaitedLock } from './elsewhere.ts';
import { analyzeContender, type Assignment } from './function.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import { type Remembered, remembered, signatureOf } from './remembered.ts';
import { equalSignatures } from './signature.ts';
import { structureIn } from './types.ts';

/** What was found in functions under locks that callbacks wait for, by which locks these are: the newest last. */
export type UnderLocks = ReadonlyMap<string, ReadonlyMap<string, Remembered>>;

/** A callback that is being typed waits for now these locks, now those, now none: what was found under so many sets of locks is kept. */
const SETS_OF_LOCKS = 4;

/** The last part of a member's name: `lock` of `userptr.lock`. */
function lastName(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

/** `&foo->bar.lock` as an argument. */
const LOCK_ARGUMENT = /&[^&;(){}]*?(?:->|\.)\s*(\w+)\s*[,)]/g;

/** Names of members of which a text hands an address on: locks, perhaps. */
export function namesOfLocks(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(LOCK_ARGUMENT), ([, name = '']) => name))];
}

/** The same of functions that may wait for an invalidation: a sign only, for who asks whether to look for callbacks. */
export function mayHold({ contenders, functions, lockWrappers }: FileIndex): readonly string[] {
  if (contenders.size === 0) return [];
  const pieces = new Set([...contenders, ...functions.filter(({ name }) => lockWrappers.has(name))]);
  return [...new Set([...pieces].flatMap(({ text }) => namesOfLocks(text)))].sort();
}

/** Locks that callbacks of the file wait for, and others may hold. */
export function waitedLocks(functions: ReadonlyMap<string, Remembered>, { functionsByKey }: FileIndex): readonly WaitedLock[] {
  return [...functions].flatMap(([key, { result }]) => result.takes.flatMap(({ type, member, subclass, isRead, kind, callback, takenIn }): readonly WaitedLock[] => {
    const piece = functionsByKey.get(key);
    if (type === undefined || !piece) return [];
    const start = piece.start + Math.max(piece.text.search(new RegExp(`\\b${callback}\\b`)), 0);
    return [{
      type, member, isRead, kind, callback, at: { start, end: start + callback.length }, ...(subclass === undefined ? {} : { subclass }),
      ...(takenIn ? { takenIn: { path: takenIn.file.path, through: takenIn.through } } : {}),
    }];
  }));
}

interface Foreign extends WaitedForLock {
  readonly through: readonly string[];
}

/** Whether a text may take a lock: it names the type, or reaches the member through a pointer in another structure. */
export function mayTake(text: string, { type, member }: WaitedLock): boolean {
  const [name, tag] = [lastName(member), type.slice(type.lastIndexOf(' ') + 1)];
  if (!text.includes(name)) return false;
  return (text.includes(tag) && new RegExp(`\\b${tag}\\b`).test(text)) || new RegExp(`->[\\w.]*\\w->${member.replaceAll('.', '\\s*\\.\\s*')}\\b`).test(text);
}

/** Those that the text may take, and whose type is not one of the file's own, which only looks the same. */
export function foreignLocks(all: readonly ForeignLock[], text: string, { declarations }: FileIndex): readonly Foreign[] {
  const locks = all.filter((lock) => mayTake(text, lock));
  if (locks.length === 0) return [];
  const own = new Set(declarations.map(({ text }) => structureIn(text)));
  return locks.filter(({ type, through }) => through.length > 0 || !own.has(type)).map(({ at, file, takenIn: _, ...lock }) => ({ ...lock, at: { file, start: at.start } }));
}

interface Found {
  /** By `pieceKey`. */
  readonly found: ReadonlyMap<string, Remembered>;
  /** What is to be remembered. */
  readonly kept: UnderLocks;
  readonly contended: readonly WaitedForLock[];
}

/**
 * @param functions what was found in the file's functions, callbacks among them
 * @param foreign locks that callbacks of other files wait for
 */
export function lookUnderLocks(memory: FileMemory, assignment: Assignment, functions: ReadonlyMap<string, Remembered>, foreign: readonly Foreign[], before: UnderLocks): Found {
  const { index } = memory;
  const called = [...functions.values()].filter(({ result }) => result.takes.length > 0);
  const own = called.flatMap(({ result }) => result.takes);
  const contended = [...own, ...foreign];
  const found = new Map<string, Remembered>();
  if (contended.length === 0) return { found, kept: before, contended };
  // What a callback does in functions that it calls, it is told of itself.
  const told = new Set(called.flatMap(({ result }) => result.told.map(pieceKey)));
  const text = contended.map(({ type, member, subclass, isRead, kind, callback, at }) => `${type} ${member} ${subclass} ${isRead} ${kind} ${callback} ${at?.file.path ?? ''}`).join();
  const earlier = before.get(text);
  const enders = [...index.lockers].filter((piece) => !index.contenders.has(piece) && memory.ends.callers.has(piece.name));
  for (const piece of [...index.contenders, ...enders]) {
    const key = pieceKey(piece);
    const locks = told.has(key) ? [] : contendedIn(piece, own, foreign, index);
    if (locks.length === 0) continue;
    const known = earlier?.get(key);
    const isSame = known && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory));
    found.set(key, isSame ? known : remembered(piece, analyzeContender(piece, memory, assignment, locks), memory));
  }
  const others = [...before].filter(([locks]) => locks !== text).slice(1 - SETS_OF_LOCKS);
  return { found, kept: new Map([...others, [text, found]]), contended };
}

/** The locks that a function may take, by the names in it. */
function contendedIn(piece: FunctionPiece, own: readonly WaitedForLock[], foreign: readonly Foreign[], { lockWrappers }: FileIndex): readonly WaitedForLock[] {
  const locks = [...own, ...foreign.filter(({ through }) => !through.includes(piece.name))];
  const isNamed = locks.some(({ member }) => piece.identifiers.has(lastName(member))) || [...lockWrappers].some((name) => piece.identifiers.has(name));
  return isNamed ? locks : [];
}
