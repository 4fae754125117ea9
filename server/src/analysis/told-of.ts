/**
 * Whether somebody who calls a function may have told of what it does to page-table entries: its callers are gone up to where nobody can have.
 * What can't be followed ends the search, and nothing is concluded.
 */
import { callsAtOnce, entersTable, isSystemCall, startsThread } from '../kernel/entered-outside.ts';
import type { UntoldWay } from '../rules/rule.ts';
import { type Site, siteKey } from '../simulator/trace.ts';
import type { FunctionPiece, OtherPiece } from '../syntax/outline.ts';
import { doingsOf } from './entry-deeds.ts';
import { pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';

/** So many callers are looked at. */
const REACH = 60;

/** A function on the way up, and the calls that lead down from it to the one that is asked of. */
interface Stage {
  readonly piece: FunctionPiece;
  /** The file that it is in. */
  readonly memory: FileMemory;
  readonly calls: readonly Site[];
}

/** `undefined` where a caller may have told, or that can't be said. What the file alone shows is enough; else other files are asked. */
export function untoldWay(piece: FunctionPiece, memory: FileMemory): UntoldWay | undefined {
  return wayUp(piece, memory, false) ?? wayUp(piece, memory, true);
}

function wayUp(piece: FunctionPiece, memory: FileMemory, asksOthers: boolean): UntoldWay | undefined {
  const seen = new Set([piece.name]);
  const queue: Stage[] = [{ piece, memory, calls: [] }];
  let found: UntoldWay | undefined;
  for (const stage of queue) {
    if (queue.length > REACH) return undefined;
    const entered = isSystemCall(stage.piece.text) ? 'a system call' : undefined;
    if (entered !== undefined) {
      found ??= { calls: stage.calls, entered };
      continue;
    }
    const callers = callersOf(stage, asksOthers);
    if (!callers) return undefined;
    found ??= callers.find((caller): caller is UntoldWay => 'entered' in caller);
    for (const caller of callers) {
      if ('entered' in caller || seen.has(caller.piece.name)) continue;
      seen.add(caller.piece.name);
      queue.push(caller);
    }
  }
  return found;
}

/** Who calls a function with no range started, or what else enters it so. `undefined` where one of them may have started one, or can't be followed. */
function callersOf({ piece, memory, calls }: Stage, asksOthers: boolean): readonly (Stage | UntoldWay)[] | undefined {
  const { index } = memory;
  const { name } = piece;
  if ([...index.macrosNamed.values()].flat().some((macro) => macro.identifiers.has(name))) return undefined;
  const found: (Stage | UntoldWay)[] = [];
  const given = [name];
  for (const declaration of index.declarations) {
    if (!declaration.identifiers.has(name) || !declaration.text.includes('=')) continue;
    const entered = entersTable(declaration.text);
    if (entered !== undefined) {
      found.push({ calls, entered });
      continue;
    }
    const table = tableOf(declaration, memory);
    if (table === undefined) return undefined;
    given.push(table);
  }
  for (const other of index.functions) {
    if (other.name === name || !given.some((word) => hands(other, word))) continue;
    const more = callsFrom(other, given, calls, memory);
    if (!more) return undefined;
    found.push(...more);
  }
  for (const there of !asksOthers || /^\s*static\b/.test(piece.text) ? [] : memory.callersElsewhere(name)) {
    for (const other of there.index.functions) {
      const more = hands(other, name) ? callsFrom(other, [name], calls, there) : [];
      if (!more) return undefined;
      found.push(...more);
    }
  }
  return found;
}

/** It calls the function, or gives it to somebody: to compare with it is neither. */
function hands({ identifiers, text }: FunctionPiece, name: string): boolean {
  return identifiers.has(name) && new RegExp(`(?<![=!]=\\s*)\\b${name}\\b(?!\\s*[=!]=)`).test(text);
}

/** The name of a table of functions none of which leaves a range open for the others. */
function tableOf({ text, identifiers }: OtherPiece, memory: FileMemory): string | undefined {
  const beside = [...identifiers].flatMap((name) => memory.index.functionsNamed.get(name) ?? []);
  if (beside.some((piece) => memory.index.notifying.has(piece.name) && doingsOf(piece, memory).leaves.length > 0)) return undefined;
  return /\bstruct\s+\w+\s+(\w+)\s*(?:__\w+\s*)*=\s*\{/.exec(text)?.[1];
}

/** @param given a function's name, and those of tables that it stands in */
function callsFrom(caller: FunctionPiece, given: readonly string[], below: readonly Site[], memory: FileMemory): readonly (Stage | UntoldWay)[] | undefined {
  const doings = doingsOf(caller, memory);
  if (!doings.isDone) return undefined;
  const found: (Stage | UntoldWay)[] = [];
  const met = new Set<string>();
  for (const { name, names, site, open, hasStarted, mmapLock } of doings.calls) {
    const meant = names.filter((one) => given.includes(one));
    if (meant.length === 0) continue;
    for (const one of meant) met.add(one);
    const [inner] = site.callers;
    const calls = [...(inner ? [] : [site]), ...below];
    if (name !== given[0] && startsThread(name)) found.push({ calls: below, entered: `a thread of its own (${name}())` });
    else if (name !== given[0] && !callsAtOnce(name)) return undefined;
    // What comes after an invalidation may be what it was for: on tables that nobody else sees any more.
    else if (open.length > 0 || hasStarted) return undefined;
    else found.push(mmapLock ? { calls, entered: 'nobody who has started one: it takes the mmap lock itself', lock: mmapLock } : { piece: caller, memory, calls });
  }
  // It is named, and not called: where it goes is not known.
  return given.every((word) => met.has(word) || !hands(caller, word)) ? distinct(found) : undefined;
}

function distinct(stages: readonly (Stage | UntoldWay)[]): readonly (Stage | UntoldWay)[] {
  const seen = new Map<string, Stage | UntoldWay>();
  for (const stage of stages) {
    const key = `${'entered' in stage ? stage.entered : pieceKey(stage.piece)} ${stage.calls.map(siteKey).join()}`;
    if (!seen.has(key)) seen.set(key, stage);
  }
  return [...seen.values()];
}
