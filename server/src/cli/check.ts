/** `mnlens check`. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileContext, quickContext } from '../host/file-context.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import { Trees } from '../workspace/tree.ts';
import type { CheckedFile } from './check-file.ts';
import { createChecker } from './checker.ts';
import { compare } from './document.ts';
import { documentOf } from './document-of.ts';
import { EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS } from './failure.ts';
import { format } from './format.ts';
import { complain, complainOf } from './messages.ts';
import type { CheckOptions } from './options.ts';
import { displayPath } from './paths.ts';
import { startProgress } from './progress.ts';
import { findTargets } from './targets.ts';
import { chooseTree, readAhead } from './tree-choice.ts';
import { checkUnderLocks, type Done } from './under-locks.ts';

/** Check, report on stdout, complain on stderr. @returns the exit status. Throws `Failure` for a tree that is none. */
export async function check(options: CheckOptions): Promise<number> {
  const started = performance.now();
  const trees = new Trees();
  const treeOf = await chooseTree(trees, options.tree);
  const [given = '.'] = options.paths;
  // What goes wrong with it will come up again where it is needed. A single file rarely needs it.
  if (await isFolder(given)) readAhead(trees, treeOf, given).catch(() => undefined);
  const targets = await findTargets(options.paths);
  for (const problem of [...targets.failures, ...targets.problems]) complainOf(problem);
  // Nothing to look at: a report would look like a good one.
  if (targets.files.length === 0 && targets.failures.length > 0) return EXIT_FAILURE;

  const progress = await startProgress(targets.files.length);
  const checker = await createChecker(options, targets.files.length);
  const first = Promise.all(
    (await largestFirst(targets.files)).map(async (file): Promise<Done> => {
      const tree = await treeOf(file);
      const quick = quickContext(tree, NEWEST);
      let result = await checker.check(file, quick);
      // The build files are read meanwhile; few files hang on what they say.
      const context = result.asksBuild ? await fileContext(trees, file, tree, NEWEST) : undefined;
      if (context?.builtWithoutNotifier === 'possible') {
        const { fixed } = result;
        result = await checker.check(file, context);
        result = { ...result, fixed: fixed + result.fixed };
      }
      progress.step();
      return { result, tree, context: context ?? quick };
    }),
  );
  const done = await first.then((files) => checkUnderLocks(files, options.paths, checker)).finally(() => {
    progress.stop();
    checker.close();
  });
  const byPath = new Map(done.map(({ result }) => [result.path, result]));
  const checked = [...byPath.keys()].sort(compare).flatMap((file) => byPath.get(file) ?? []);
  const used = new Set(done.flatMap(({ tree }) => tree ?? []));
  for (const file of checked) for (const problem of file.problems) complainOf({ path: file.path, problem });
  for (const { headerPath, problem } of used) if (problem !== undefined) complainOf({ path: headerPath, problem });

  const document = documentOf(checked, [...used], performance.now() - started);
  process.stdout.write(format(document, options.format));
  const fixed = checked.filter((file) => file.fixed > 0);
  if (fixed.length > 0)
    complain(`fixed ${fixed.reduce((sum, file) => sum + file.fixed, 0)} in ${fixed.map((file) => displayPath(file.path)).join(', ')}`);
  if (targets.failures.length > 0 || checked.some(({ writeFailed }) => writeFailed) || unread(checked, options)) return EXIT_FAILURE;
  return document.findings.some(({ severity }) => severity === 'error' || severity === 'warning') ? EXIT_FINDINGS : EXIT_CLEAN;
}

async function isFolder(given: string): Promise<boolean> {
  return stat(given).then((found) => found.isDirectory(), () => false);
}

/** So that no thread is left with a large file when the others are done. */
async function largestFirst(files: readonly string[]): Promise<readonly string[]> {
  // A file that has vanished is complained about when it is read.
  const sized = await Promise.all(files.map(async (file) => ({ file, size: await stat(file).then((s) => s.size, () => 0) })));
  return sized.sort((a, b) => b.size - a.size).map(({ file }) => file);
}

/** Whether a file that was named itself (not found in a folder) could not be checked. */
function unread(checked: readonly CheckedFile[], { paths }: CheckOptions): boolean {
  const named = new Set(paths.map((given) => path.resolve(given)));
  return checked.some((file) => file.report === undefined && named.has(file.path));
}
