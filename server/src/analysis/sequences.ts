/** Where the interval callbacks of a file make readers see an invalidation, and under which locks. */
import type { SequenceSet } from '../rules/rule.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { FileMemory } from './memory.ts';
import type { FileProgram } from './program.ts';
import { play } from './recordings.ts';
import { invalidators } from './signature.ts';

/**
 * @param ran is told which functions the answer hangs on
 * @returns `undefined` where one of them can't be followed to the end
 */
export function sequencesSet(program: FileProgram, memory: FileMemory, ran: Set<FunctionPiece>): readonly SequenceSet[] | undefined {
  const found: SequenceSet[] = [];
  for (const callback of invalidators(memory)) {
    const routine = program.routine(callback);
    const piece = routine && memory.index.functionsByKey.get(routine.key);
    const run = piece && play(piece, program.world, memory, ran, (o) => {
      if (o.kind === 'subscriber-call' && o.made.does.verb === 'set-seq') found.push({ callback, locks: o.made.locks, mayHoldMore: o.mayHoldMore });
    });
    if (!run?.isDone) return undefined;
  }
  return found;
}
