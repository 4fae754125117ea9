/** In which alternatives of the preprocessor's conditions a function is looked at. */
import type { Generation } from '../kernel/generation.ts';
import { historyOf } from '../kernel/generations/history.ts';
import { GENERATIONS } from '../kernel/generations/index.ts';
import { alternativesIn } from '../syntax/alternatives.ts';
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

/** What a function is looked at in: the conditions that its own text or its callees' can tell apart, and the functions whose text has them. */
interface Conditions {
  readonly atoms: ReadonlySet<string>;
  readonly pieces: readonly FunctionPiece[];
}

function conditionsFor(root: FunctionPiece, index: FileIndex): Conditions {
  const atoms = new Set<string>(atomsOfGuards(root.guards));
  const pieces: FunctionPiece[] = [];
  const add = (piece: FunctionPiece): void => {
    pieces.push(piece);
    for (const atom of atomsOf(piece)) atoms.add(atom);
    for (const name of piece.identifiers) if (name.startsWith('CONFIG_')) atoms.add(name);
  };
  add(root);
  for (const piece of reachOf(root, index).slice(1)) {
    // These multiply nothing: the kernel has one version.
    for (const atom of [...(piece.text.includes('LINUX_VERSION_CODE') ? atomsOf(piece) : []), ...atomsOfGuards(piece.guards)]) if (asksVersion(atom)) atoms.add(atom);
    if (atoms.size > 12) continue;
    // What a callee does to the caller's ranges and locks may depend on its own alternatives; when it only sleeps, one of them will do.
    if (index.handed.has(piece.name) || index.unbalanced.has(piece.name)) add(piece);
    if ((index.functionsNamed.get(piece.name)?.length ?? 0) > 1) for (const atom of atomsOfGuards(piece.guards)) atoms.add(atom);
  }
  return { atoms, pieces };
}

/** A macro that is nobody's setting: `defined(HAVE_RANGE)`, `HAVE_RANGE`, `KERNEL_SINCE(5, 2)`. */
function macroOf(atom: string): string | undefined {
  const name = /^(?:defined\((\w+)\)|(\w+)(?:\(.*\))?)$/.exec(atom);
  const macro = name?.[1] ?? name?.[2];
  return macro === undefined || macro.startsWith('CONFIG_') ? undefined : macro;
}

/** Whether the kernel decides on a macro: it is defined out of sight, or here for some versions. */
function isUpToTheKernel(macro: string, { macrosNamed }: FileIndex): boolean {
  return macrosNamed.get(macro)?.some(({ text, guards }) => text.includes('LINUX_VERSION_CODE') || atomsOfGuards(guards).some(asksVersion)) ?? true;
}

/** Names of the API that not every kernel has, in either branch of what asks for a macro that the kernel decides on. */
function probesIn({ atoms, pieces }: Conditions, index: FileIndex): ReadonlyMap<string, { readonly where: readonly string[]; readonly otherwise: readonly string[] }> {
  const probes = new Map<string, { where: string[]; otherwise: string[] }>();
  for (const piece of pieces) {
    for (const [atom, { where, otherwise }] of alternativesIn(piece.text)) {
      const macro = macroOf(atom);
      if (macro === undefined || !atoms.has(atom) || !isUpToTheKernel(macro, index)) continue;
      const known = probes.get(atom) ?? { where: [], otherwise: [] };
      probes.set(atom, { where: [...known.where, ...[...where].filter(isOfSomeKernels)], otherwise: [...known.otherwise, ...[...otherwise].filter(isOfSomeKernels)] });
    }
  }
  return probes;
}

function isOfSomeKernels(name: string): boolean {
  const history = historyOf(name);
  return history?.kind === 'function' && (history.until !== undefined || history.since !== GENERATIONS[0]?.release);
}

/**
 * Who builds a file for several kernels asks for what they have: what is there in the API that it is judged by was found.
 * @returns the conditions that this decides
 */
function foundBy(conditions: Conditions, index: FileIndex, { functions }: Generation): World {
  const found = new Map<string, boolean>();
  for (const [atom, { where, otherwise }] of probesIn(conditions, index)) {
    const [fits, fitsNot] = [where, otherwise].map((names) => (names.length === 0 ? undefined : names.every((name) => functions.has(name))));
    if (fits !== undefined && fits !== fitsNot) found.set(atom, fits);
    else if (fits === undefined && fitsNot !== undefined) found.set(atom, !fitsNot);
  }
  return found;
}

/** What decides on the alternatives of `root`, as a text that can be compared. */
export function conditionsText(root: FunctionPiece, index: FileIndex): string {
  const conditions = conditionsFor(root, index);
  return [...conditions.atoms, ...[...probesIn(conditions, index)].map(([atom, { where, otherwise }]) => `${atom} ${where.join(' ')}:${otherwise.join(' ')}`)].join();
}

/** The alternatives in which `root` exists, for kernels that can have the API that it is judged by. */
export function worldsOf(root: FunctionPiece, { index, generation }: { readonly index: FileIndex; readonly generation: Generation }): readonly World[] {
  const conditions = conditionsFor(root, index);
  const found = foundBy(conditions, index, generation);
  const open = [...conditions.atoms].filter((atom) => !found.has(atom));
  return worldsFor(open, WORLDS * 2, generation.release).map((world) => (found.size === 0 ? world : new Map([...world, ...found])))
    .filter((world) => guardsHold(root.guards, world) !== false).slice(0, WORLDS);
}
