/** Analyses one path of a function: the path that a guide takes, judged by the rules that look at runs of its mode. */
import { isCalledByEnds } from '../kernel/callbacks.ts';
import type { WaitedForLock } from '../rules/rule.ts';
import type { Guide } from '../simulator/guide.ts';
import { simulate } from '../simulator/machine.ts';
import type { Observer } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { type Assignment, type Judged, judged, type JudgedMode, withoutExplained } from './judge.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { Questions } from './questions.ts';
import { callbackSite, contextOf } from './views.ts';

/** One path of a function to be run. */
export interface PathQuestion {
  readonly world: World;
  readonly mode: JudgedMode;
  readonly guide: Guide;
  /** Sees everything that rules see, before they do. */
  readonly see: Observer;
  /** For a callback: the kind that it is called with, and whether it may sleep. */
  readonly event?: string | undefined;
  readonly blockable?: boolean | undefined;
  /** See `RunOptions`. */
  readonly rechecks?: ReadonlySet<number>;
  /** Locks that callbacks of the file wait for. */
  readonly contended: readonly WaitedForLock[];
}

export interface PathAnswer {
  readonly routine: Routine;
  /** What the rules that look at runs of this mode say about the path, in the order in which they can tell. */
  readonly reports: readonly Judged[];
  /** The path was run to its end. */
  readonly isDone: boolean;
  /** Blocks that were executed. */
  readonly spent: number;
}

/** Run one path, and let the rules judge it. `undefined` for text that can't be understood. */
export function analyzePath(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, { world, mode, guide, see, event, blockable, rechecks, contended }: PathQuestion): PathAnswer | undefined {
  const ran = new Set([piece]);
  const program = new FileProgram(memory, world, ran);
  const routine = program.routineOf(piece);
  if (!routine) return undefined;
  const [role] = memory.generation.rangeFields ? memory.rolesOf(piece.name) : [];
  const facts = { ...contextOf(piece, program, routine, memory, assignment, { ran, asked: new Questions(), asksReaders: false }), contended, ...(role ? { callback: callbackSite(role, routine) } : {}) };
  const { reports, isDone, spent } = judged(mode, facts, (observe) => simulate(program, routine, (o) => {
    see(o);
    observe(o);
  }, mode, { guide, event, blockable, maySleep: role !== undefined && isCalledByEnds(role.context), ...(rechecks ? { rechecks } : {}) }));
  return { routine, reports: withoutExplained(reports), isDone, spent };
}
