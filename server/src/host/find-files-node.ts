/** The search of `find-files.ts` where there is no ripgrep: the same answer, some seconds later on a whole kernel. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileProblem, FoundFiles } from './find-files.ts';
import { NOTIFIER_WORDS } from './notifier-words.ts';
import { errorText } from './system-error.ts';

/** As many files are read at once; more gains nothing, as Node reads with four threads. */
const READERS = 16;

/** @param folder absolute */
export async function findFilesWithNode(folder: string, signal?: AbortSignal, wanted: readonly string[] = NOTIFIER_WORDS): Promise<FoundFiles> {
  const words = wanted.map((word) => Buffer.from(word));
  const files: string[] = [];
  const problems: FileProblem[] = [];
  const folders = [folder];
  for (let current = folders.pop(); current !== undefined && !signal?.aborted; current = folders.pop()) {
    const candidates: string[] = [];
    try {
      for (const entry of await readdir(current, { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const entryPath = path.join(current, entry.name);
        if (entry.isDirectory()) folders.push(entryPath);
        else if (entry.isFile() && /\.[ch]$/.test(entry.name)) candidates.push(entryPath);
      }
    } catch (error) {
      problems.push({ path: current, problem: errorText(error) });
    }
    for (let first = 0; first < candidates.length; first += READERS) {
      await Promise.all(
        candidates.slice(first, first + READERS).map(async (file) => {
          try {
            const bytes = await readFile(file);
            if (words.some((word) => bytes.includes(word))) files.push(file);
          } catch (error) {
            problems.push({ path: file, problem: errorText(error) });
          }
        }),
      );
    }
  }
  return { files, problems };
}
