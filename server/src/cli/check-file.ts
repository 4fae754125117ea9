/** One file of a `mnlens check`: read, analysed, fixed if asked for. */
import type { Finding } from '../findings.ts';
import type { Lens } from '../lens.ts';
import { fixAll } from '../host/fix-all.ts';
import { readSource } from '../host/read-source.ts';
import { atLeast } from '../host/severities.ts';
import { fileContext } from '../host/file-context.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import type { KernelTree, Trees } from '../workspace/tree.ts';
import { reportFile, type FileReport } from './file-report.ts';
import type { CheckOptions } from './options.ts';
import { displayPath } from './paths.ts';
import type { TreeChoice } from './tree-choice.ts';
import { writeFixed } from './write-fixed.ts';

export interface CheckedFile {
  /** Absolute. */
  readonly path: string;
  /** Absent where the file could not be read. */
  readonly report?: FileReport;
  readonly tree?: KernelTree | null;
  /** Lines for stderr. */
  readonly problems: readonly string[];
  readonly fixed: number;
  /** A fix that had to be written could not be. */
  readonly writeFailed: boolean;
}

/** What all files of one run have in common. */
export interface Run {
  readonly lens: Lens;
  readonly trees: Trees;
  readonly treeOf: TreeChoice;
  readonly options: CheckOptions;
}

/** @param path absolute. Never throws for anything that is wrong with the file. */
export async function checkFile({ lens, trees, treeOf, options }: Run, path: string): Promise<CheckedFile> {
  const source = await readSource(path);
  if ('problem' in source) return { path, problems: [source.problem], fixed: 0, writeFailed: false };
  const problems = source.encoding === 'latin1' ? ['not UTF-8, read as Latin-1'] : [];
  const tree = await treeOf(path);
  const selects = selector(options);
  let analysis = lens.analyze({ text: source.text, ...(await fileContext(trees, path, tree, NEWEST)) });
  let fixed = 0;
  let writeFailed = false;
  if (options.fix) {
    const result = fixAll(lens, analysis, selects);
    const problem = result.fixed > 0 ? await writeFixed(path, source, result.analysis.input.text) : undefined;
    if (problem !== undefined) {
      problems.push(problem);
      writeFailed = true;
    } else {
      analysis = result.analysis;
      fixed = result.fixed;
    }
  }
  return { path, report: reportFile(lens, analysis, displayPath(path), selects), tree, problems, fixed, writeFailed };
}

function selector({ rules, minSeverity }: CheckOptions): (finding: Finding) => boolean {
  return (finding) => atLeast(finding.severity, minSeverity) && (rules === undefined || rules.has(finding.rule));
}
