/** `mnlens check`. */
import path from 'node:path';
import { loadLens } from '../host/load-lens.ts';
import { checkFile, type CheckedFile } from './check-file.ts';
import { colorsFor } from './colors.ts';
import { compareFindings, compareGaveUp, type CheckDocument } from './document.ts';
import { EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS } from './failure.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatText } from './format-text.ts';
import { complain, complainOf } from './messages.ts';
import type { CheckOptions, Format } from './options.ts';
import { displayPath } from './paths.ts';
import { startProgress } from './progress.ts';
import { findTargets } from './targets.ts';
import { TOOL } from '../host/tool.ts';
import { type KernelTree, Trees } from '../workspace/tree.ts';
import { chooseTree } from './tree-choice.ts';

/** Check, report on stdout, complain on stderr. @returns the exit status. Throws `Failure` for a tree that is none. */
export async function check(options: CheckOptions): Promise<number> {
  const started = performance.now();
  const trees = new Trees();
  const [lens, targets, treeOf] = await Promise.all([loadLens(), findTargets(options.paths), chooseTree(trees, options.tree)]);
  targets.failures.forEach(complainOf);
  targets.problems.forEach(complainOf);
  // Nothing to look at: a report would look like a good one.
  if (targets.files.length === 0 && targets.failures.length > 0) return EXIT_FAILURE;

  const progress = await startProgress(targets.files.length);
  const checked: CheckedFile[] = [];
  for (const file of targets.files) {
    checked.push(await checkFile({ lens, trees, treeOf, options }, file));
    progress.step();
  }
  progress.stop();
  for (const file of checked) for (const problem of file.problems) complainOf({ path: file.path, problem });
  const headers = new Map(checked.flatMap(({ tree }) => (tree?.problem === undefined ? [] : [[tree.headerPath, tree.problem] as const])));
  for (const [header, problem] of headers) complainOf({ path: header, problem });

  const document = documentOf(checked, performance.now() - started);
  process.stdout.write(format(document, options.format));
  const fixed = checked.filter((file) => file.fixed > 0);
  if (fixed.length > 0) complain(`fixed ${fixed.reduce((sum, file) => sum + file.fixed, 0)} in ${fixed.map((file) => displayPath(file.path)).join(', ')}`);
  if (targets.failures.length > 0 || checked.some(({ writeFailed }) => writeFailed) || unread(checked, options)) return EXIT_FAILURE;
  return document.findings.some(({ severity }) => severity === 'error' || severity === 'warning') ? EXIT_FINDINGS : EXIT_CLEAN;
}

/** Whether a file that was named itself (not found in a folder) could not be checked. */
function unread(checked: readonly CheckedFile[], { paths }: CheckOptions): boolean {
  const named = new Set(paths.map((given) => path.resolve(given)));
  return checked.some((file) => file.report === undefined && named.has(file.path));
}

function documentOf(checked: readonly CheckedFile[], milliseconds: number): CheckDocument {
  const reports = checked.flatMap(({ report }) => report ?? []);
  const gaveUpIn = reports.flatMap(({ gaveUp }) => gaveUp).sort(compareGaveUp);
  return {
    version: 1,
    tool: TOOL,
    tree: treeEntry(checked.flatMap(({ tree }) => tree ?? [])),
    findings: reports.flatMap(({ findings }) => findings).sort(compareFindings),
    stats: {
      files: reports.length,
      functions: reports.reduce((sum, { functions }) => sum + functions, 0),
      gaveUp: gaveUpIn.length,
      gaveUpIn,
      milliseconds: Math.round(milliseconds),
    },
  };
}

/** The report has room for one tree: with files of several, it is that of the first file. */
function treeEntry(trees: readonly KernelTree[]): CheckDocument['tree'] {
  const tree = trees.find(({ problem }) => problem === undefined);
  return tree ? { root: displayPath(tree.root), generation: tree.generation.release } : null;
}

function format(document: CheckDocument, as: Format): string {
  if (as === 'json') return formatJson(document);
  return as === 'github' ? formatGithub(document) : formatText(document, colorsFor(process.stdout));
}
