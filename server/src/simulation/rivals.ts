/** Who can run on the other CPU in a race. */
import type { FileState } from '../analysis/file.ts';
import { rangeVerb } from '../kernel/api.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { FunctionPiece } from '../syntax/outline.ts';

/** What can be named in place of a function. */
export const RACE_MODELS = ['reader', 'invalidation'] as const;

/** Who can run on the other CPU: functions of the file that start invalidations or look pages up, the models last. */
export function rivalsOf({ index, memory }: FileState): readonly string[] {
  const isOne = (piece: FunctionPiece): boolean => [...piece.identifiers].some((name) => rangeVerb(name) === 'start' || rangeVerb(name) === 'start-nonblock' || subscriberFunction(name)?.verb === 'read-begin');
  return [...index.functions.filter((piece) => !piece.broken && isOne(piece) && memory.rolesOf(piece.name).length === 0).map(({ name }) => name), ...RACE_MODELS];
}
