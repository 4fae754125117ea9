/** Runs a callback in the simulator, once for any event and once for each kind, and keeps what it does. */
import { startOf } from '../analysis/index-file.ts';
import type { FileMemory } from '../analysis/memory.ts';
import { FileProgram } from '../analysis/program.ts';
import { worldsOf } from '../analysis/worlds.ts';
import type { FileSpan } from '../findings.ts';
import type { CallbackContext } from '../kernel/callbacks.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { isBlockable, isOwner } from '../simulator/blockable.ts';
import type { Deeds } from '../simulator/deeds.ts';
import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import { simulate } from '../simulator/machine.ts';
import type { DeedEvent, Observation, PathEndEvent, SleepEvent } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import type { Site } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { CodePlace, SleepingCall } from './data.ts';

/** How a path ended. */
export interface PathEnd {
  /** It returned what stands for failure. */
  readonly fails: boolean;
  readonly deeds: Deeds;
  /** What the path found, if it asked. */
  readonly blockable: boolean | undefined;
  readonly isOwner: boolean | undefined;
}

export interface Slept extends SleepingCall {
  readonly blockable: boolean | undefined;
}

export interface Taken extends CodePlace {
  readonly lock: string;
  readonly tries: boolean;
}

/** What was seen in all alternatives of the preprocessor's conditions. */
export interface Seen {
  /** Every path was taken. */
  isDone: boolean;
  readonly ends: PathEnd[];
  readonly sleeps: Slept[];
  readonly locks: Taken[];
  /** Locks held at each place where the sequence is set. */
  readonly sequences: (readonly string[])[];
  readonly unseen: Set<string>;
  /** Texts that were looked into name the event or the owner of a range. */
  namesEvent: boolean;
  /** The name of the function, in the file. */
  name: FileSpan | undefined;
}

/** Members by which a callback can tell events apart. */
const TELLING = ['event', 'owner', 'migrate_pgmap_owner'];

/** How deep calls are followed; less deep where that is too much. */
export const DEPTHS = [5, 3, 2, 1] as const;

/** What a run is asked for. */
export interface Question {
  readonly context: CallbackContext | undefined;
  /** Fixed kind of the range; any, where absent. */
  readonly event?: string;
  /** How deep calls are followed. */
  readonly depth: number;
}

export function runCallback(piece: FunctionPiece, memory: FileMemory, { context, event, depth }: Question): Seen {
  const seen: Seen = { isDone: true, ends: [], sleeps: [], locks: [], sequences: [], unseen: new Set(), namesEvent: false, name: undefined };
  const worlds = piece.broken ? [] : worldsOf(piece, memory);
  if (worlds.length === 0) seen.isDone = false;
  for (const world of worlds) {
    const ran = new Set([piece]);
    const program = new FileProgram(memory, world, ran);
    const routine = program.routineOf(piece);
    if (!routine) {
      seen.isDone = false;
      continue;
    }
    const range = rangeOf(routine);
    seen.name ??= placeOf({ routine, span: routine.syntax.nameSpan }, memory).span;
    const observe = (o: Observation): void => {
      if (!('deed' in o) && o.kind !== 'path-end' && o.kind !== 'sleep' && o.kind !== 'unseen' && o.kind !== 'field') return;
      if (o.kind === 'deed') tellDeed(seen, o, memory);
      else if (o.kind === 'sleep') tellSleep(seen, o, range, memory);
      else if (o.kind === 'path-end') tellEnd(seen, o, range, context);
      else if (o.kind === 'unseen') seen.unseen.add(o.name);
      else seen.namesEvent ||= TELLING.includes(o.field);
    };
    const { isDone } = simulate(program, routine, observe, 'survey', { event, depth });
    seen.isDone &&= isDone;
    // What sleeps is followed as deep as ever: there the machine runs only what leads to it.
    if (isDone && depth < DEPTHS[0] && event === undefined) seen.isDone &&= simulate(program, routine, (o) => o.kind === 'sleep' && tellSleep(seen, o, range, memory), 'callback-to-sleep').isDone;
    seen.namesEvent ||= [...ran].some(({ identifiers }) => TELLING.some((member) => identifiers.has(member)));
  }
  return seen;
}

function rangeOf(routine: Routine): string | undefined {
  return routine.graph.variables.find((v) => v.parameter !== undefined && v.pointers === 1 && v.typeBase === RANGE_TYPE)?.id;
}

export function placeOf({ routine, span }: Pick<Site, 'routine' | 'span'>, memory: FileMemory): CodePlace {
  const start = routine.source?.start ?? startOf(routine.key, memory.index);
  return { function: routine.name, span: { start: start + span.start, end: start + span.end }, ...(routine.source ? { file: routine.source.file } : {}) };
}

function tellDeed(seen: Seen, { deed, lock, text, deeds, site }: DeedEvent, memory: FileMemory): void {
  if (deed === 'sets-sequence') seen.sequences.push(deeds.held);
  else seen.locks.push({ ...placeOf(site, memory), lock: `${lock} ${text}`.trim(), tries: deed === 'tries' });
}

function tellSleep(seen: Seen, { name, what, site, trace }: SleepEvent, range: string | undefined, memory: FileMemory): void {
  const facts = factsOnPath(trace);
  if (facts) seen.sleeps.push({ ...placeOf(site, memory), call: name, what, blockable: range === undefined ? undefined : isBlockable(range, facts) });
}

function tellEnd(seen: Seen, { value, deeds, trace }: PathEndEvent, range: string | undefined, context: CallbackContext | undefined): void {
  const facts = factsOnPath(trace);
  if (!facts) return;
  const known = value && truth(value, facts);
  const failure = context?.failure?.value;
  const fails = known !== undefined && failure !== undefined && (failure === 'false' ? !known : known);
  const asked = range === undefined ? {} : { blockable: isBlockable(range, facts), isOwner: isOwner(range, facts) };
  seen.ends.push({ blockable: undefined, isOwner: undefined, ...asked, fails, deeds });
}
