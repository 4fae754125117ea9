/** Which event kinds a file sends without blocking, as the machine sees them: whatever reaches a non-blocking start was initialised with one. */
import { isEventKind, rangeVerb } from '../kernel/api.ts';
import { shapeOf } from '../kernel/shape.ts';
import { simulate } from '../simulator/machine.ts';
import type { RangeEvent } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { worldsOf } from './worlds.ts';

/** @returns full names of enumerators; `undefined` where one can't be told */
export function nonblockingEvents(memory: FileMemory): ReadonlySet<string> | undefined {
  const kinds = new Set<string>();
  for (const piece of memory.index.functions) {
    if (piece.broken || ![...piece.identifiers].some((name) => rangeVerb(name) === 'start-nonblock')) continue;
    for (const world of worldsOf(piece, memory)) {
      const program = new FileProgram(memory, world, new Set());
      const routine = program.routineOf(piece);
      const inits = new Map<string, string | undefined>();
      let isCertain = routine !== undefined;
      const result = routine && simulate(program, routine, (o) => {
        if (o.kind === 'init') inits.set(siteKey(o.site), eventOf(o));
        if (o.kind !== 'start-nonblock') return;
        const kind = o.range.state.at === 'initialized' ? inits.get(siteKey(o.range.state.init)) : undefined;
        if (kind === undefined) isCertain = false;
        else kinds.add(kind);
      }, 'paths');
      if (!isCertain || !result?.isDone) return undefined;
    }
  }
  return kinds;
}

function eventOf({ call, site, program }: RangeEvent): string | undefined {
  if (call.callee.kind !== 'name') return undefined;
  const texts = call.args.map((arg) => site.routine.textOf(arg.span).trim());
  const event = shapeOf(call.callee.name, texts, program.generation)?.arguments.find(({ role }) => role === 'event')?.text;
  return event !== undefined && isEventKind(event) ? event : undefined;
}
