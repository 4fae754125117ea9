/** What a file is checked against, as the core wants to know it. */
import type { Generation } from '../kernel/generation.ts';
import type { FileInput } from '../lens.ts';
import type { KernelTree, Trees } from '../workspace/tree.ts';

export interface FileContext extends Omit<FileInput, 'text' | 'elsewhere'> {
  /** Absolute path of the tree; absent where there is none. */
  readonly root?: string;
}

/** As `fileContext`, without what costs the reading of the tree's build files. */
export function quickContext(tree: KernelTree | null, fallback: Generation): FileContext {
  if (tree === null || tree.problem !== undefined) return { generation: fallback, treeKnown: false, builtWithoutNotifier: 'unknown' };
  return { root: tree.root, generation: tree.generation, treeKnown: true, builtWithoutNotifier: 'unknown' };
}

/**
 * @param file absolute path
 * @param tree the tree of the file, if it has one; one whose header can't be read counts as none
 * @param fallback the API of files without a tree
 */
export async function fileContext(trees: Trees, file: string, tree: KernelTree | null, fallback: Generation): Promise<FileContext> {
  const quick = quickContext(tree, fallback);
  if (tree === null || !quick.treeKnown) return quick;
  const builtWithoutNotifier = await trees.builtWithoutNotifier(tree, file);
  const known = { ...quick, builtWithoutNotifier };
  // Which `#ifdef`s guard is of interest only where the file is also built without.
  return builtWithoutNotifier === 'possible' ? { ...known, notifierSymbols: await trees.symbolsImplyingNotifier(tree) } : known;
}
