/** Functions that are written otherwise than before, and are run as before. */
import { essenceOf } from '../simulator/essence.ts';
import { equalHiddenWrites } from '../simulator/hidden-writes.ts';
import type { SliceKind } from '../simulator/slice.ts';
import type { Program, Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { equalAround, type PieceSignature } from './signature.ts';

/** A function in all the worlds that were asked for. */
export interface KnownFunction {
  readonly signature: PieceSignature;
  /** By the truth of the function's own preprocessor conditions. */
  readonly routines: Map<string, Routine | undefined>;
}

/** The functions of a text. */
export interface Functions {
  known(piece: FunctionPiece): KnownFunction;
  /** Equal for worlds in which a function reads the same. */
  worldOf(piece: FunctionPiece, world: World): string;
  routine(piece: FunctionPiece, world: World): Routine | undefined;
}

/**
 * The function as it is written now, if the machine can't tell it in any of these slices from what it was before.
 * @param program runs it, and what it calls; may be absent where nothing is left out of slices
 */
export function alike(piece: FunctionPiece, before: KnownFunction, world: World, kinds: Iterable<SliceKind>, functions: Functions, program?: Program): Routine | undefined {
  if (piece.broken || !equalAround(functions.known(piece).signature, before.signature)) return undefined;
  const old = before.routines.get(functions.worldOf(piece, world));
  const routine = old && functions.routine(piece, world);
  if (!routine) return undefined;
  for (const kind of kinds) {
    if (essenceOf(old, kind) !== essenceOf(routine, kind) || (program && !equalHiddenWrites(old.slice(kind), { routine, program }, routine.slice(kind)))) return undefined;
  }
  return routine;
}
