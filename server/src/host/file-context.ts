/** What a file is checked against, as the core wants to know it. */
import type { Generation } from '../kernel/generation.ts';
import type { FileInput } from '../lens.ts';
import type { OpenTree } from './trees.ts';

export type FileContext = Omit<FileInput, 'text'>;

/**
 * @param path absolute
 * @param tree the tree of the file, if it has one; one whose header can't be read counts as none
 * @param fallback the API of files without a tree
 */
export async function fileContext(path: string, tree: OpenTree | undefined, fallback: Generation): Promise<FileContext> {
  if (!tree || 'problem' in tree.reading) return { generation: fallback, treeKnown: false, builtWithoutNotifier: 'unknown' };
  return { generation: tree.reading.generation, treeKnown: true, builtWithoutNotifier: await tree.builtWithoutNotifier(path) };
}
