/** In which alternatives of the preprocessor's conditions a function is looked at. */
import type { Generation } from '../kernel/generation.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { asksVersion } from '../syntax/versions.ts';
import { atomsOf, atomsOfGuards, guardsHold, type World, worldsFor } from '../syntax/world.ts';
import type { FileIndex } from './index-file.ts';

/** At most this many alternatives of a function's preprocessor conditions are looked at. */
const WORLDS = 8;

/** The functions of the file that analysing `root` may run, `root` first. */
function reachOf(root: FunctionPiece, index: FileIndex): readonly FunctionPiece[] {
  const found = new Set<FunctionPiece>([root]);
  for (const piece of found) {
    for (const name of piece.identifiers) {
      if (!index.notifying.has(name) && !index.unbalanced.has(name)) continue;
      for (const callee of index.functionsNamed.get(name) ?? []) found.add(callee);
    }
  }
  return [...found];
}

/** The preprocessor's conditions that `root`'s own text or its callees' can tell apart. */
export function atomsFor(root: FunctionPiece, index: FileIndex): readonly string[] {
  const reach = reachOf(root, index);
  const atoms = new Set<string>(atomsOfGuards(root.guards));
  const add = (piece: FunctionPiece): void => {
    for (const atom of atomsOf(piece)) atoms.add(atom);
    for (const name of piece.identifiers) if (name.startsWith('CONFIG_')) atoms.add(name);
  };
  add(root);
  for (const piece of reach.slice(1)) {
    // These multiply nothing: the kernel has one version.
    for (const atom of [...(piece.text.includes('LINUX_VERSION_CODE') ? atomsOf(piece) : []), ...atomsOfGuards(piece.guards)]) if (asksVersion(atom)) atoms.add(atom);
    if (atoms.size > 12) continue;
    // What a callee does to the caller's ranges and locks may depend on its own alternatives; when it only sleeps, one of them will do.
    if (index.handed.has(piece.name) || index.unbalanced.has(piece.name)) add(piece);
    if ((index.functionsNamed.get(piece.name)?.length ?? 0) > 1) for (const atom of atomsOfGuards(piece.guards)) atoms.add(atom);
  }
  return [...atoms];
}

/** The alternatives in which `root` exists, for kernels that can have the API that it is judged by. */
export function worldsOf(root: FunctionPiece, { index, generation }: { readonly index: FileIndex; readonly generation: Generation }): readonly World[] {
  return worldsFor(atomsFor(root, index), WORLDS * 2, generation.release).filter((world) => guardsHold(root.guards, world) !== false).slice(0, WORLDS);
}
