/** Files are checked again whose functions may hold locks that callbacks of other files wait for, once it is known which these are. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type FileLocks, subsystemFolder } from '../host/definitions/definitions.ts';
import { type FileContext, quickContext } from '../host/file-context.ts';
import { findFiles } from '../host/find-files.ts';
import { type Holder, mayShareLocks } from '../host/lock-neighbours.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { readSource } from '../host/read-source.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import { mayTake, type WaitedLock } from '../lens.ts';
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

/**
 * @param paths as given by the user
 * @returns the same files, with what was found under such locks, too; and files of the folders given that use no notifier, and may take one of these locks
 */
export async function checkUnderLocks(done: readonly Done[], paths: readonly string[], checker: Checker): Promise<readonly Done[]> {
  const isOfInterest = ({ mayHold, waitedLocks }: CheckedFile): boolean => mayHold.length > 0 || waitedLocks.length > 0;
  const trees = new Set(done.flatMap(({ tree, context, result }) => (tree && context.root !== undefined && isOfInterest(result) ? [tree] : [])));
  const again = new Map<Done, Promise<Done>>();
  const more: Promise<Done | undefined>[] = [];
  for (const tree of trees) {
    const files = done.filter((file) => file.tree === tree);
    const isWhole = paths.some((given) => path.resolve(given) === tree.root);
    const locks = [...locksOf(files), ...(isWhole ? [] : await locksOfOthers(files, tree, checker))];
    for (const file of files) {
      const { result, context } = file;
      const held = locksFor(file, locks);
      if (held.length > 0) again.set(file, checker.checkUnder(held, result.path, context).then((found) => (found ? { ...file, result: { ...found, fixed: result.fixed + found.fixed } } : file)));
    }
    const known = new Set(done.map(({ result }) => result.path));
    for (const [file, held] of await takersIn(await foldersOf(paths), locksOf(files), tree)) {
      const context = quickContext(tree, NEWEST);
      if (!known.has(file)) more.push(checker.checkUnder(held, file, context).then((result) => result && { result, tree, context }));
    }
  }
  const found = await Promise.all([...done.map((file) => again.get(file) ?? file), ...more]);
  return found.flatMap((file) => file ?? []);
}

async function foldersOf(paths: readonly string[]): Promise<readonly string[]> {
  const given = await Promise.all(paths.map(async (name) => ((await stat(name).catch(() => undefined))?.isDirectory() ? [path.resolve(name)] : [])));
  return given.flat();
}

/** The C files of the callbacks' subsystems that may take their locks, by path, as far as they lie in these folders. */
async function takersIn(folders: readonly string[], locks: readonly FileLocks[], tree: KernelTree): Promise<ReadonlyMap<string, readonly FileLocks[]>> {
  const isInside = (file: string): boolean => folders.some((folder) => file.startsWith(folder === path.sep ? folder : `${folder}${path.sep}`));
  const bySubsystem = new Map<string, FileLocks[]>();
  for (const file of folders.length > 0 ? locks : []) {
    const subsystem = subsystemFolder(tree.root, file.path);
    bySubsystem.set(subsystem, [...(bySubsystem.get(subsystem) ?? []), file]);
  }
  const found = new Map<string, readonly FileLocks[]>();
  await Promise.all([...bySubsystem].map(async ([subsystem, waited]) => {
    const types = new Set(waited.flatMap((file) => file.locks.map(({ type }) => type)));
    const { files } = await findFiles(subsystem, undefined, [...types].map((type) => type.slice(type.lastIndexOf(' ') + 1)));
    for (const file of files.filter((name) => name.endsWith('.c') && isInside(name))) {
      const source = await readSource(file);
      const held = 'problem' in source ? [] : waited.flatMap((other) => {
        const taken = other.path === file ? [] : other.locks.filter((lock) => mayTake(source.text, lock));
        return taken.length > 0 ? [{ path: other.path, locks: taken }] : [];
      });
      if (held.length > 0) found.set(file, held);
    }
  }));
  return found;
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
