/** What a file says of names that flow has to know of. */
import type { FlowKnowledge } from '../flow/builder.ts';
import type { MacroPiece } from '../syntax/outline.ts';
import type { FileIndex } from './index-file.ts';

/** What flow has to know of the file. */
export function flowKnowledge(index: FileIndex): FlowKnowledge {
  return {
    isDefined: (name) => index.functionsNamed.has(name) || index.macrosNamed.has(name) || index.declarations.some((piece) => piece.identifiers.has(name)),
    hidesGuard: (name) => (index.macrosNamed.get(name) ?? []).some(({ identifiers }) => identifiers.has('guard') || identifiers.has('CLASS')),
    hidesControl: (name) => (index.macrosNamed.get(name) ?? []).some(hidesControl),
  };
}

/** A `return`, `goto`, `break` or `continue` in the replacement text that is not inside a loop of its own. */
function hidesControl(macro: MacroPiece): boolean {
  const { identifiers } = macro;
  if (identifiers.has('return') || identifiers.has('goto')) return true;
  const loops = ['do', 'while', 'for', 'switch'].some((word) => identifiers.has(word));
  return !loops && (identifiers.has('break') || identifiers.has('continue'));
}
