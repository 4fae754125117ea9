/** Which functions may end in something that sleeps, or is a hazard, by the names in their texts. A sign only: it chooses what the machine runs. */
import { hazardFunction, hazardGuard } from '../kernel/hazards.ts';
import { sleepFunction, sleepingGuard } from '../kernel/sleep.ts';
import { sleepingLockFunction, sleepingLockGuard } from '../kernel/sleeping-locks.ts';
import type { FunctionPiece } from '../syntax/outline.ts';

/**
 * What is looked for: something that sleeps, or that may wait for an invalidation or takes or drops a lock that one may have to wait for, or a scope in which
 * nothing is reclaimed.
 */
export type Goal = 'sleep' | 'hazard' | 'scope';

/** A file, and the way to others. */
export interface Scope {
  /** The definitions of functions of this name in it. */
  definitionsOf(name: string): readonly FunctionPiece[] | undefined;
  /** What a constant structure of this name in it names, its members among them; empty for anything else. */
  namesInTable(name: string): Iterable<string>;
  /** What was found out before of a function of this file. */
  knownToReach(goal: Goal, name: string): boolean;
  /** The same of whatever the file calls `name`. */
  knownNotToReach(goal: Goal, name: string): boolean;
  noteNotToReach(goal: Goal, name: string): void;
  /** The lock functions that a macro of the file, or of a header, stands for. */
  locksIn(name: string): readonly string[];
  /** The other file that defines `name`. */
  elsewhere(name: string): Scope | undefined;
}

/** Whether a function of the kernel, or a class of guards, is one. */
const IS_GOAL: { readonly [K in Goal]: (name: string) => boolean } = {
  sleep: (name) => sleepFunction(name) !== undefined || sleepingGuard(name) !== undefined,
  hazard: isHazardous,
  scope: (name) => sleepingLockFunction(name)?.effects.some(({ context }) => context === 'noreclaim') === true,
};

export function isHazardous(name: string): boolean {
  return hazardFunction(name) !== undefined || hazardGuard(name) !== undefined || sleepingLockGuard(name) !== undefined
    || sleepingLockFunction(name) !== undefined;
}

interface Node {
  readonly scope: Scope;
  readonly name: string;
}

/** Names that are gone through; a function that reaches more is taken to get there. */
const REACH = 20_000;

/** Whether what a file calls `name` may do such a thing, itself or through what it names. */
export function reaches(goal: Goal, from: Scope, name: string): boolean {
  const seen = new Map<Scope, Set<string>>();
  const queue: Node[] = [];
  const add = (scope: Scope, callee: string): void => {
    const names = seen.get(scope) ?? new Set();
    seen.set(scope, names);
    if (names.has(callee)) return;
    names.add(callee);
    queue.push({ scope, name: callee });
  };
  add(from, name);
  for (const { scope, name: callee } of queue) {
    if (queue.length > REACH) return true;
    if (scope.knownNotToReach(goal, callee)) continue;
    const pieces = scope.definitionsOf(callee);
    if (pieces) {
      if (scope.knownToReach(goal, callee)) return true;
      for (const piece of pieces) for (const id of piece.identifiers) add(scope, id);
      continue;
    }
    for (const id of scope.namesInTable(callee)) add(scope, id);
    if (IS_GOAL[goal](callee)) return true;
    if (scope.locksIn(callee).some(IS_GOAL[goal])) return true;
    const there = scope.elsewhere(callee);
    if (there) add(there, callee);
  }
  // Nor does anything on the way.
  for (const { scope, name: callee } of queue) scope.noteNotToReach(goal, callee);
  return false;
}
