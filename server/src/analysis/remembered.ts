/** What was found out of a function, and what it was found out from. */
import type { FunctionPiece } from '../syntax/outline.ts';
import type { FunctionResult } from './function.ts';
import { pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import { resultSignature, type Signature } from './signature.ts';

export interface Remembered {
  /** Keys of the functions that were looked into. */
  readonly ran: readonly string[];
  /** Everything that the result was computed from. */
  readonly signature: Signature;
  readonly result: FunctionResult;
}

export function signatureOf(piece: FunctionPiece, ran: readonly string[], { asked }: FunctionResult, memory: FileMemory): Signature {
  return [...resultSignature(piece, ran, memory), ...asked.answers(memory)];
}

export function remembered(piece: FunctionPiece, result: FunctionResult, memory: FileMemory): Remembered {
  const ran = result.ran.map(pieceKey);
  return { ran, signature: signatureOf(piece, ran, result, memory), result };
}
