/** All preferred fixes of a file, each one computed, and verified, on the text that the one before has left. */
import type { Finding, TextEdit } from '../findings.ts';
import type { FileAnalysis, Lens } from '../lens.ts';
import { PieceTable } from './piece-table.ts';

export interface FixedFile {
  /** In terms of the text of the analysis given. */
  readonly edits: readonly TextEdit[];
  /** The analysis of the fixed text. */
  readonly analysis: FileAnalysis;
  readonly fixed: number;
  /** False when `cancelled` said so before the end; the edits so far are good. */
  readonly complete: boolean;
}

/** More rounds than any file has findings: a guard against two fixes that undo each other. */
const MOST_ROUNDS = 500;

/**
 * Fix until no selected finding has a preferred fix left.
 * @param selects which findings to fix (a rule filter, say)
 * @param cancelled asked between rounds
 */
export function fixAll(
  lens: Lens,
  analysis: FileAnalysis,
  selects: (finding: Finding) => boolean,
  cancelled: () => boolean = () => false,
): FixedFile {
  const table = new PieceTable(analysis.input.text);
  let current = analysis;
  let fixed = 0;
  while (fixed < MOST_ROUNDS) {
    if (cancelled()) return { edits: table.edits(), analysis: current, fixed, complete: false };
    const edits = firstPreferred(lens, current, selects);
    if (!edits) break;
    table.apply(edits);
    current = lens.analyze({ ...current.input, text: table.text }, current);
    fixed++;
  }
  return { edits: table.edits(), analysis: current, fixed, complete: true };
}

function firstPreferred(lens: Lens, analysis: FileAnalysis, selects: (finding: Finding) => boolean): readonly TextEdit[] | undefined {
  for (const finding of analysis.findings) {
    if (!selects(finding)) continue;
    const preferred = lens.fixes(analysis, finding).find((fix) => fix.preferred);
    if (preferred && preferred.edits.length > 0) return preferred.edits;
  }
  return undefined;
}
