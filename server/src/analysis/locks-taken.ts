/** Which locks functions of a file may take, by their names: a sign that spares running those that take none of interest. */
import { lockFunction } from '../kernel/locks.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { lockName, lockOfCall } from '../simulator/contexts.ts';
import { isOneLock, type LockName } from '../simulator/held.ts';
import { endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { FileMemory } from './memory.ts';
import { worldsOf } from './worlds.ts';

const known = new WeakMap<FileMemory, Map<FunctionPiece, readonly LockName[]>>();

/**
 * Whether a function, or one of the file that it may call, takes one of these locks under a name that tells.
 * @param names whether a function names one of them at all
 */
export function mayTakeOneOf(piece: FunctionPiece, locks: readonly LockName[], memory: FileMemory, names: (piece: FunctionPiece) => boolean): boolean {
  const { functionsNamed } = memory.index;
  const open = new Set([piece]);
  for (const at of open) {
    if (names(at) && taken(at, memory).some((lock) => locks.some((other) => isOneLock(lock, other)))) return true;
    for (const name of at.identifiers) for (const called of functionsNamed.get(name) ?? []) open.add(called);
  }
  return false;
}

/** By the text of the function itself, in all its alternatives. */
function taken(piece: FunctionPiece, memory: FileMemory): readonly LockName[] {
  const inFile = known.get(memory) ?? new Map<FunctionPiece, readonly LockName[]>();
  known.set(memory, inFile);
  const before = inFile.get(piece);
  if (before) return before;
  const routines = piece.broken ? [] : worldsOf(piece, memory).flatMap((world) => memory.routine(piece, world) ?? []);
  const found = [...new Set(routines)].flatMap(takenIn);
  inFile.set(piece, found);
  return found;
}

function takenIn(routine: Routine): readonly LockName[] {
  const found: LockName[] = [];
  const add = (name: LockName | undefined): void => { if (name) found.push(name); };
  for (const { steps, end } of routine.graph.blocks) {
    for (const step of steps) if (step.kind === 'guard') add(lockName(routine, step.argument));
    for (const e of [...steps.flatMap(stepExprs), ...endExprs(end)]) {
      if (!e) continue;
      walkExpr(e, (x) => {
        const effects = x.kind === 'call' && x.callee.kind === 'name' ? (lockFunction(x.callee.name) ?? sleepingLockFunction(x.callee.name))?.effects ?? [] : [];
        for (const { action, lock } of effects) if (x.kind === 'call' && action === 'acquire' && lock.by === 'argument') add(lockOfCall(routine, x, lock.index));
      });
    }
  }
  return found;
}
