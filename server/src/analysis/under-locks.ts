/**
 * What may wait for an invalidation must not do so under a lock that a callback waits for: who takes one is looked at for that. Callbacks of the
 * file tell which locks these are when they are analysed, callbacks of other files through the host.
 */
import { waitedForKey } from '../rules/contended.ts';
import type { WaitedForLock } from '../rules/rule.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { ForeignLock, WaitedLock } from './elsewhere.ts';
import { analyzeContender } from './function.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import type { Assignment } from './judge.ts';
import type { Looks } from './looks.ts';
import type { FileMemory } from './memory.ts';
import { type Remembered, remembered, signatureOf } from './remembered.ts';
import { equalSignatures } from './signature.ts';
import { mayTakeOneOf } from './locks-taken.ts';
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

/** The same of functions that take locks: a sign only, for who asks whether to look for callbacks. */
export function mayHold(memory: FileMemory): readonly string[] {
  const { takers, functions, lockWrappers } = memory.index;
  if (takers.size === 0) return [];
  const pieces = new Set([...takers, ...functions.filter(({ name }) => lockWrappers.has(name))]);
  return [...new Set([...pieces].flatMap((piece) => [...namesOfLocks(piece.text), ...inMacros(piece, memory)]))].sort();
}

/** Members that the macros name which a function calls. */
function inMacros({ identifiers }: FunctionPiece, memory: FileMemory): readonly string[] {
  return [...identifiers].flatMap((name) => memory.lockMacro(name)?.members ?? []);
}

/** Locks that callbacks of the file wait for, and others may hold. */
export function waitedLocks(functions: ReadonlyMap<string, Remembered>, { functionsByKey }: FileIndex): readonly WaitedLock[] {
  return [...functions].flatMap(([key, { result }]) => result.takes.flatMap(({ type, member, subclass, inner, isRead, kind, callback, takenIn, onlyByEnds, onlyFor }): readonly WaitedLock[] => {
    const piece = functionsByKey.get(key);
    if (type === undefined || !piece || onlyByEnds) return [];
    const start = piece.start + Math.max(piece.text.search(new RegExp(`\\b${callback}\\b`)), 0);
    return [{
      type, member, isRead, kind, callback, at: { start, end: start + callback.length }, ...(subclass === undefined ? {} : { subclass }), ...(inner ? { inner } : {}), ...(onlyFor ? { onlyFor } : {}),
      ...(takenIn ? { takenIn: { path: takenIn.file.path, through: takenIn.through } } : {}),
    }];
  }));
}

interface Foreign extends WaitedForLock {
  readonly through: readonly string[];
}

/** Whether a text may take a lock: it names it, and may know of it. */
export function mayTake(text: string, lock: WaitedLock): boolean {
  return text.includes(lastName(lock.member)) && mayKnow(text, lock);
}

/** Whether a text names a type that a lock is in, or reaches the member through another structure. */
export function mayKnow(text: string, { type, member, inner = [] }: WaitedLock): boolean {
  return [{ type, member }, ...inner].some((path) => {
    const tag = path.type.slice(path.type.lastIndexOf(' ') + 1);
    const isNear = text.includes(tag);
    // Who has it inside of something else names what is done with it, and not what it is.
    const through = `(?:->${isNear ? '|\\.' : ''})`;
    return (isNear && new RegExp(`\\b${tag}\\b`).test(text)) || new RegExp(`->[\\w.]*\\w${through}${path.member.replaceAll('.', '\\s*\\.\\s*')}\\b`).test(text);
  });
}

/**
 * Those that the text may take, and whose type is not one of the file's own, which only looks the same.
 * @param inMacros members that macros name which it calls
 */
export function foreignLocks(all: readonly ForeignLock[], text: string, { declarations }: FileIndex, inMacros: ReadonlySet<string>): readonly Foreign[] {
  const locks = all.filter((lock) => (inMacros.has(lastName(lock.member)) ? mayKnow(text, lock) : mayTake(text, lock)));
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
export function lookUnderLocks(memory: FileMemory, assignment: Assignment, functions: ReadonlyMap<string, Remembered>, foreign: readonly Foreign[], before: UnderLocks, looks: Looks): Found {
  const { index } = memory;
  const called = [...functions.values()].filter(({ result }) => result.takes.length > 0);
  const own = called.flatMap(({ result }) => result.takes);
  const contended = [...own, ...foreign];
  const found = new Map<string, Remembered>();
  if (contended.length === 0) return { found, kept: before, contended };
  // What a callback does in functions that it calls, it is told of itself.
  const told = new Set(called.flatMap(({ result }) => result.told));
  const text = contended.map(waitedForKey).join();
  const earlier = before.get(text);
  for (const piece of index.takers) {
    const key = pieceKey(piece);
    const locks = told.has(key) ? [] : contendedIn(piece, own, foreign, memory);
    if (locks.length === 0 || !mayTakeOneOf(piece, locks, memory, (other) => contendedIn(other, own, foreign, memory).length > 0)) continue;
    if (!index.contenders.has(piece) && !memory.ends.callers.has(piece.name) && !waitsElsewhere(piece, memory)) continue;
    const known = earlier?.get(key);
    const isSame = known && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory));
    found.set(key, isSame ? known : remembered(piece, analyzeContender(piece, memory, assignment, locks, looks), memory));
  }
  const others = [...before].filter(([locks]) => locks !== text).slice(1 - SETS_OF_LOCKS);
  return { found, kept: new Map([...others, [text, found]]), contended };
}

/** Whether what a function calls may wait for an invalidation in another file. */
function waitsElsewhere({ name: own, identifiers }: FunctionPiece, memory: FileMemory): boolean {
  const across = memory.acrossFiles();
  return [...identifiers].some((name) => name !== own && (memory.definitionsOf(name) ?? memory.elsewhere(name)) && across.endangers(name));
}

/** The locks that a function may take, by the names in it and in its macros. */
function contendedIn(piece: FunctionPiece, own: readonly WaitedForLock[], foreign: readonly Foreign[], memory: FileMemory): readonly WaitedForLock[] {
  const locks = [...own, ...foreign.filter(({ through }) => !through.includes(piece.name))];
  const last = new Set(locks.map(({ member }) => lastName(member)));
  const names = (name: string): boolean => last.has(name) || memory.index.lockWrappers.has(name);
  return [...piece.identifiers].some(names) || inMacros(piece, memory).some((name) => last.has(name)) ? locks : [];
}
