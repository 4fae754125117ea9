/** `mnlens migrate`. */
import { NOTIFY_WORDS } from '../host/notifier-words.ts';
import { loadLens } from '../host/load-lens.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import { Trees } from '../workspace/tree.ts';
import { colorsFor } from './colors.ts';
import { EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS, Failure } from './failure.ts';
import { complain, complainOf } from './messages.ts';
import { type MigratedFile, migrateFile } from './migrate-file.ts';
import type { MigrateOptions } from './migrate-options.ts';
import { patchOf, remarksOf, summaryOf } from './migrate-text.ts';
import { findTargets } from './targets.ts';
import { chooseTree } from './tree-choice.ts';
import { writeChanged } from './write-fixed.ts';

/** Convert, and tell, print or write. @returns the exit status: 1 where the target can't express something. */
export async function migrate(options: MigrateOptions): Promise<number> {
  const treeOf = await chooseTree(new Trees(), options.tree);
  const targets = await findTargets(options.paths, NOTIFY_WORDS);
  for (const problem of [...targets.failures, ...targets.problems]) complainOf(problem);
  const lens = await loadLens();
  const files: MigratedFile[] = [];
  let failed = targets.failures.length > 0;
  for (const path of targets.files) {
    const tree = await treeOf(path);
    if (tree?.problem !== undefined) complainOf({ path: tree.headerPath, problem: tree.problem });
    const hasTree = tree !== null && tree.problem === undefined;
    if (!hasTree && options.to === undefined) throw new Failure(`--to tree: ${path} is in no kernel tree whose API is known`);
    const file = await migrateFile(lens, path, hasTree ? tree.generation : NEWEST, options);
    if ('problem' in file) {
      complainOf(file);
      failed = true;
    } else files.push(file);
  }
  const status = await deliver(files, options);
  return failed ? EXIT_FAILURE : status;
}

async function deliver(files: readonly MigratedFile[], options: MigrateOptions): Promise<number> {
  const { output } = options;
  const out = output === 'diff' ? process.stderr : process.stdout;
  const colors = colorsFor(out);
  const losses = remarksOf(files, 'losses', colors);
  out.write(remarksOf(files, 'remarks', colors) + losses);
  if (output === 'diff') process.stdout.write(Buffer.concat(files.map(patchOf)));
  else process.stdout.write(summaryOf(files, colors));
  const isLossy = losses !== '';
  if (output === 'write') {
    if (isLossy && !options.force) {
      complain('nothing is written: not everything can be expressed in the API asked for (--force writes all the same)');
      return EXIT_FINDINGS;
    }
    for (const { path, source, text } of files) {
      const problem = text === source.text ? undefined : await writeChanged(path, source, text, 'conversion');
      if (problem === undefined) continue;
      complainOf({ path, problem });
      return EXIT_FAILURE;
    }
  }
  return isLossy ? EXIT_FINDINGS : EXIT_CLEAN;
}
