/** Where the interval callbacks of a file make readers see an invalidation, and under which locks. */
import { simulate } from '../simulator/machine.ts';
import type { SequenceSet } from '../rules/rule.ts';
import type { FileMemory } from './memory.ts';
import type { FileProgram } from './program.ts';
import { invalidators } from './signature.ts';

/** @returns `undefined` where one of them can't be followed to the end */
export function sequencesSet(program: FileProgram, memory: FileMemory): readonly SequenceSet[] | undefined {
  const found: SequenceSet[] = [];
  for (const callback of invalidators(memory)) {
    const routine = program.routine(callback);
    if (!routine) return undefined;
    const { isDone } = simulate(program, routine, (o) => {
      if (o.kind === 'subscriber-call' && o.made.does.verb === 'set-seq') found.push({ callback, locks: o.made.locks, mayHoldMore: o.mayHoldMore });
    }, 'large-subscriber');
    if (!isDone) return undefined;
  }
  return found;
}
