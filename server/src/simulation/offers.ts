/** The paths of a function that differ in what they do to ranges, or return, shortest first. */
import type { FileState } from '../analysis/file.ts';
import { FileProgram } from '../analysis/program.ts';
import { isFeasible } from '../simulator/feasible.ts';
import { simulate } from '../simulator/machine.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Trace } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { routeOf } from './conditions.ts';
import type { OfferedPath, Tone } from './data.ts';
import { rangeName } from './machine-view.ts';
import type { RunPath } from './path.ts';

const MOST = 12;

export function offersFor(piece: FunctionPiece, { memory }: FileState, { mode, world }: { readonly mode: RunPath['mode']; readonly world: World }): readonly OfferedPath[] {
  const program = new FileProgram(memory, world, new Set());
  const routine = program.routineOf(piece);
  if (!routine) return [];
  const found = new Map<string, OfferedPath>();
  /** What is left of each range where a path leaves, told one after the other. */
  let leaving: { trace: Trace | undefined; ranges: string[]; tone: Tone } | undefined;
  const close = (): void => {
    if (leaving && leaving.ranges.length > 0) offer(leaving.ranges.sort().join(', '), leaving.tone, leaving.trace);
    leaving = undefined;
  };
  const offer = (title: string, tone: Tone, trace: Trace | undefined): void => {
    if (!found.has(title) && found.size < MOST && isFeasible(trace)) found.set(title, { title, tone, assume: routeOf(trace) });
  };
  simulate(program, routine, (o: Observation) => {
    if (o.kind === 'exit') {
      if (leaving && leaving.trace !== o.trace) close();
      leaving ??= { trace: o.trace, ranges: [], tone: 'plain' };
      leaving.ranges.push(`\`${rangeName(o.range.place)}\` is ${o.range.state.at}`);
      if (o.range.state.at === 'started' && o.range.isLocal) leaving.tone = 'wrong';
    } else if (o.kind === 'return' && mode !== 'paths') {
      const text = routine.textOf(o.site.span).replaceAll(/\s+/g, ' ');
      offer(text.startsWith('return') ? text.replace(/;$/, '') : 'returns at the end', 'plain', o.trace);
    }
  }, mode);
  close();
  return [...found.values()];
}
