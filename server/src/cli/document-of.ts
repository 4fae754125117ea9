/** The report of a run, from those of its files. */
import { TOOL } from '../host/tool.ts';
import type { KernelTree } from '../workspace/tree.ts';
import type { CheckedFile } from './check-file.ts';
import { type CheckDocument, compareFindings, compareGaveUp } from './document.ts';
import { displayPath } from './paths.ts';

/**
 * @param trees in the order of the files
 * @param milliseconds of the whole run
 */
export function documentOf(checked: readonly CheckedFile[], trees: readonly KernelTree[], milliseconds: number): CheckDocument {
  const reports = checked.flatMap(({ report }) => report ?? []);
  const gaveUpIn = reports.flatMap(({ gaveUp }) => gaveUp).sort(compareGaveUp);
  // The report has room for one tree: with files of several, it is that of the first file that has one.
  const tree = trees.find(({ problem }) => problem === undefined);
  return {
    version: 1,
    tool: TOOL,
    tree: tree ? { root: displayPath(tree.root), generation: tree.generation.release } : null,
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
