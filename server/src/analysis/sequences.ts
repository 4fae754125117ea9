/** Where the interval callbacks of a file make readers see an invalidation, and under which locks. */
import type { SequenceSet } from '../rules/rule.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { play } from './recordings.ts';
import { invalidators } from './signature.ts';

/** @returns `undefined` where one of them can't be followed to the end */
export function sequencesSet(world: World, memory: FileMemory): readonly SequenceSet[] | undefined {
  const found: SequenceSet[] = [];
  const ran = new Set<FunctionPiece>();
  const program = new FileProgram(memory, world, ran);
  for (const callback of invalidators(memory)) {
    const routine = program.routine(callback);
    const piece = routine && memory.index.functionsByKey.get(routine.key);
    const run = piece && play('large-subscriber', piece, world, memory, ran, (o) => {
      if (o.kind === 'subscriber-call' && o.made.does.verb === 'set-seq') found.push({ callback, locks: o.made.locks, mayHoldMore: o.mayHoldMore });
    });
    if (!run?.isDone) return undefined;
  }
  return found;
}
