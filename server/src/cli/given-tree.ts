/** `--tree DIR`: one tree for all files, wherever they are. */
import path from 'node:path';
import { openTree, type OpenTree } from '../host/trees.ts';
import { Failure } from './failure.ts';

/** Throws `Failure` when the folder is no kernel tree. A header that can't be read is the caller's to complain of. */
export async function openGivenTree(folder: string): Promise<OpenTree> {
  const tree = await openTree(path.resolve(folder));
  if (!tree) throw new Failure(`--tree ${folder}: no include/linux/mmu_notifier.h there`);
  return tree;
}
