/** Who checks the files of a run: this thread, or several. */
import { Definitions, type FileLocks } from '../host/definitions/definitions.ts';
import type { FileContext } from '../host/file-context.ts';
import { waitedLocksOf } from '../host/subscribers.ts';
import { loadLens } from '../host/load-lens.ts';
import { type CheckedFile, checkFile, checkFileUnder } from './check-file.ts';
import type { WaitedLock } from '../lens.ts';
import type { CheckOptions } from './options.ts';
import { Pool } from './pool.ts';

export interface Checker {
  /** @param path absolute */
  check(path: string, context: FileContext): Promise<CheckedFile>;
  /** The same with locks that callbacks of other files wait for; `undefined` where the file can hold none of them. */
  checkUnder(locks: readonly FileLocks[], path: string, context: FileContext): Promise<CheckedFile | undefined>;
  /** Locks that callbacks of a file wait for which is not to be checked. */
  locksOf(path: string, context: FileContext): Promise<readonly WaitedLock[]>;
  /** To be called once, at the end. */
  close(): void;
}

/** With fewer files, starting a thread (the parser is loaded anew in each) costs more than it saves. */
const FILES_FOR_THREADS = 24;

export async function createChecker(options: CheckOptions, files: number): Promise<Checker> {
  if (files >= FILES_FOR_THREADS) return new Pool(options);
  const means = { lens: await loadLens(), options, definitions: new Definitions() };
  return {
    check: (path, context) => checkFile(means, path, context),
    checkUnder: (locks, path, context) => checkFileUnder(locks, means, path, context),
    locksOf: (path, context) => waitedLocksOf(means, path, context),
    close: () => undefined,
  };
}
