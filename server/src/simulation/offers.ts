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
import type { FileSpan } from '../findings.ts';
import { rangeVerb } from '../kernel/api.ts';
import { stepExprs } from '../simulator/mentions.ts';
import type { Span } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { OfferedPath, Tone } from './data.ts';
import { rangeName } from './machine-view.ts';
import type { RunPath } from './path.ts';

const MOST = 12;

/** What a function does that has something to show. */
const STARTING: readonly string[] = ['init', 'start', 'start-nonblock'];

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
  return [...found.values()].sort((a, b) => a.assume.length - b.assume.length || (a.title < b.title ? -1 : 1));
}

/** Calls that initialise a range or start an invalidation, and the names of callbacks, in the order of the file. */
export function simulationPlaces({ index, memory }: FileState): readonly FileSpan[] {
  const places: FileSpan[] = [];
  for (const piece of index.functions) {
    const isCallback = memory.rolesOf(piece.name).length > 0;
    const isNotifying = [...piece.identifiers].some((name) => STARTING.includes(rangeVerb(name) ?? ''));
    const routine = piece.broken || !(isCallback || isNotifying) ? undefined : memory.routine(piece, new Map());
    if (!routine) continue;
    const add = ({ start, end }: Span): number => places.push({ start: piece.start + start, end: piece.start + end });
    if (isCallback) add(routine.syntax.nameSpan);
    for (const step of routine.graph.blocks.flatMap(({ steps }) => steps)) for (const e of stepExprs(step)) if (e) walkExpr(e, (x) => {
      if (x.kind === 'call' && x.callee.kind === 'name' && STARTING.includes(rangeVerb(x.callee.name) ?? '')) add(x.span);
    });
  }
  return [...new Map(places.map((place) => [place.start, place])).values()].sort((a, b) => a.start - b.start);
}
