/** Files are checked again whose functions may hold locks that callbacks of other files wait for, once it is known which these are. */
import path from 'node:path';
import type { FileLocks } from '../host/definitions/definitions.ts';
import { type FileContext, quickContext } from '../host/file-context.ts';
import { findFiles } from '../host/find-files.ts';
import { type Holder, mayShareLocks } from '../host/lock-neighbours.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { readSource } from '../host/read-source.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import type { WaitedLock } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import type { CheckedFile } from './check-file.ts';
import type { Checker } from './checker.ts';

/** A file that was checked, and what against. */
export interface Done {
  readonly result: CheckedFile;
  readonly tree: KernelTree | null;
  readonly context: FileContext;
}

function nameOf({ member }: WaitedLock): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

/** @param paths as given by the user @returns the same files, with what was found under such locks, too */
export async function checkUnderLocks(done: readonly Done[], paths: readonly string[], checker: Checker): Promise<readonly Done[]> {
  const trees = new Set(done.flatMap(({ tree, context, result }) => (tree && context.root !== undefined && result.mayHold.length > 0 ? [tree] : [])));
  const again = new Map<Done, Promise<Done>>();
  for (const tree of trees) {
    const files = done.filter((file) => file.tree === tree);
    const isWhole = paths.some((given) => path.resolve(given) === tree.root);
    const locks = [...locksOf(files), ...(isWhole ? [] : await locksOfOthers(files, tree, checker))];
    for (const file of files) {
      const { result, context } = file;
      const held = locksFor(file, locks);
      if (held.length > 0) again.set(file, checker.checkUnder(held, result.path, context).then((found) => (found ? { ...file, result: { ...found, fixed: result.fixed + found.fixed } } : file)));
    }
  }
  return Promise.all(done.map((file) => again.get(file) ?? file));
}

function locksOf(files: readonly Done[]): readonly FileLocks[] {
  return files.flatMap(({ result: { path: file, waitedLocks } }) => (waitedLocks.length > 0 ? [{ path: file, locks: waitedLocks }] : []));
}

/** Those that a file may hold, by their names. */
function locksFor({ result: { path: own, mayHold } }: Done, locks: readonly FileLocks[]): readonly FileLocks[] {
  return locks.flatMap(({ path: file, locks: waited }) => {
    const held = file === own ? [] : waited.filter((lock) => mayHold.includes(nameOf(lock)));
    return held.length > 0 ? [{ path: file, locks: held }] : [];
  });
}

/** Of callbacks in files that were not to be checked. */
async function locksOfOthers(files: readonly Done[], tree: KernelTree, checker: Checker): Promise<readonly FileLocks[]> {
  const known = new Set(files.map(({ result }) => result.path));
  const holders = await Promise.all(files.filter(({ result }) => result.mayHold.length > 0).map(async ({ result: { path: file, mayHold } }): Promise<Holder> => {
    const source = await readSource(file);
    return { text: 'problem' in source ? '' : source.text, mayHold };
  }));
  const { files: subscribers } = await findFiles(tree.root, undefined, SUBSCRIBER_WORDS.slice(0, 2));
  const asked = await Promise.all([...subscribers].sort().map(async (file) => {
    const source = known.has(file) || !file.endsWith('.c') ? undefined : await readSource(file);
    if (!source || 'problem' in source || !holders.some((holder) => mayShareLocks(tree.root, source.text, holder))) return [];
    const waitedLocks = await checker.locksOf(file, quickContext(tree, NEWEST));
    return waitedLocks.length > 0 ? [{ path: file, locks: waitedLocks }] : [];
  }));
  return asked.flat();
}
