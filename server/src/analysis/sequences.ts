/** Where the interval callbacks of a file make readers see an invalidation, and under which locks. */
import { lockUse } from '../kernel/lock-uses.ts';
import type { SequenceSet } from '../rules/rule.ts';
import { lockName } from '../simulator/contexts.ts';
import { calleeName, endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Routine } from '../simulator/routine.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { play } from './recordings.ts';
import { invalidators } from './signature.ts';

/** It drops a lock that it takes nowhere that can be seen: through a pointer, or in a macro. */
function dropsUnseen(routine: Routine): boolean {
  const taken = new Set<string>();
  const dropped = new Set<string>();
  const { graph } = routine;
  for (const e of graph.blocks.flatMap((block) => [...block.steps.flatMap(stepExprs), ...endExprs(block.end)])) {
    if (e) walkExpr(e, (x) => {
      const use = x.kind === 'call' ? lockUse(calleeName(x, graph) ?? '') : undefined;
      const member = use?.index === undefined || x.kind !== 'call' ? undefined : lockName(routine, x.args[use.index])?.member;
      if (use && member !== undefined) (use.action === 'drops' ? dropped : taken).add(member);
    });
  }
  return [...dropped].some((member) => !taken.has(member));
}

/** @returns `undefined` where one of them can't be followed to the end */
export function sequencesSet(world: World, memory: FileMemory): readonly SequenceSet[] | undefined {
  const found: SequenceSet[] = [];
  const ran = new Set<FunctionPiece>();
  const program = new FileProgram(memory, world, ran);
  for (const callback of invalidators(memory)) {
    const routine = program.routine(callback);
    const piece = routine && memory.index.functionsByKey.get(routine.key);
    const isHidden = routine !== undefined && dropsUnseen(routine);
    const run = piece && play('large-subscriber', piece, world, memory, ran, (o) => {
      if (o.kind === 'subscriber-call' && o.made.does.verb === 'set-seq') found.push({ callback, locks: o.made.locks, mayHoldMore: o.mayHoldMore || isHidden });
    });
    if (!run?.isDone) return undefined;
  }
  return found;
}
