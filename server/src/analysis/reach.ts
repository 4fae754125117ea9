/** Which functions may end in something that sleeps, by the names in their texts. A sign only: it chooses what the machine runs. */
import { sleepFunction, sleepingGuard } from '../kernel/sleep.ts';
import type { FileIndex } from './index-file.ts';

/** A file, and the way to others. */
export interface SleepScope {
  readonly index: FileIndex;
  /** What was found out of a function of this file before. */
  knownToSleep(name: string): boolean;
  /** The other file that defines `name`. */
  elsewhere(name: string): SleepScope | undefined;
}

interface Node {
  readonly scope: SleepScope;
  readonly name: string;
}

/** Names that are gone through; a function that reaches more is taken to sleep. */
const REACH = 20_000;

/** Whether what a file calls `name` may sleep, itself or through what it names. */
export function reachesSleep(from: SleepScope, name: string): boolean {
  const seen = new Map<SleepScope, Set<string>>();
  const queue: Node[] = [];
  const add = (scope: SleepScope, callee: string): void => {
    const names = seen.get(scope) ?? new Set();
    seen.set(scope, names);
    if (names.has(callee)) return;
    names.add(callee);
    queue.push({ scope, name: callee });
  };
  add(from, name);
  for (const { scope, name: callee } of queue) {
    if (queue.length > REACH) return true;
    const pieces = scope.index.functionsNamed.get(callee);
    if (pieces) {
      if (scope.knownToSleep(callee)) return true;
      for (const piece of pieces) for (const id of piece.identifiers) add(scope, id);
    } else if (sleepFunction(callee) !== undefined || sleepingGuard(callee) !== undefined) return true;
    else {
      const there = scope.elsewhere(callee);
      if (there) add(there, callee);
    }
  }
  return false;
}
