/** Which tree a file is checked against: its own, or the one that `--tree` names for all of them. */
import path from 'node:path';
import type { KernelTree, Trees } from '../workspace/tree.ts';
import { Failure } from './failure.ts';

export type TreeChoice = (file: string) => Promise<KernelTree | null>;

/** Throws `Failure` when the folder named is no kernel tree or its header cannot be read. */
export async function chooseTree(trees: Trees, folder: string | undefined): Promise<TreeChoice> {
  if (folder === undefined) return (file) => trees.findTree(file);
  const opened = await trees.openTree(folder);
  if ('problem' in opened) throw new Failure(`--tree: ${opened.problem}`);
  return () => Promise.resolve(opened.tree);
}

/** Begin to read the build files of the tree of `given`: that takes as long as the search for files, so it goes on beside it. */
export async function readAhead(trees: Trees, treeOf: TreeChoice, given: string): Promise<void> {
  const tree = await treeOf(path.join(path.resolve(given), 'any.c'));
  if (tree) await trees.symbolsImplyingNotifier(tree);
}
