/** Where in a tree a file belongs. */
import { stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param root absolute path of the tree
 * @param file absolute path; of a file outside the tree, the longest end of its path that exists in the tree counts
 * @returns relative to the root, with `/`; `undefined` for a file that the tree has no counterpart of
 */
export async function pathInTree(root: string, file: string): Promise<string | undefined> {
  const inside = path.relative(root, file);
  if (inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside)) {
    return (await isFile(file)) ? inside.split(path.sep).join('/') : undefined;
  }
  const parts = path
    .resolve(file)
    .split(path.sep)
    .filter((part) => part !== '');
  for (let from = 0; from < parts.length; from++) {
    const candidate = parts.slice(from).join('/');
    if (await isFile(path.join(root, candidate))) return candidate;
  }
  return undefined;
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
