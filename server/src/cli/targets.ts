/** The files that the paths on the command line stand for. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { findFiles, type FileProblem } from '../host/find-files.ts';
import { errorText } from '../host/system-error.ts';
import { compare } from './document.ts';

export interface Targets {
  /** Absolute, each one once, sorted. */
  readonly files: readonly string[];
  /** Below the folders given: the rest is checked all the same. */
  readonly problems: readonly FileProblem[];
  /** Paths given that cannot be read at all: what was asked cannot be done. */
  readonly failures: readonly FileProblem[];
}

/**
 * A file given by name is checked whatever it is called; below a folder, the `.c` and `.h` files that use notifiers are.
 * @param words to be found in them instead of any of the API
 */
export async function findTargets(paths: readonly string[], words?: readonly string[]): Promise<Targets> {
  const files = new Set<string>();
  const problems: FileProblem[] = [];
  const failures: FileProblem[] = [];
  for (const given of paths) {
    const absolute = path.resolve(given);
    try {
      const status = await stat(absolute);
      if (!status.isDirectory()) {
        files.add(absolute);
        continue;
      }
      const found = await findFiles(absolute, undefined, words);
      for (const file of found.files) files.add(file);
      for (const problem of found.problems) (problem.path === absolute ? failures : problems).push(problem);
    } catch (error) {
      failures.push({ path: absolute, problem: errorText(error) });
    }
  }
  return { files: [...files].sort(compare), problems, failures };
}
