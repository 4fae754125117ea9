/** One file's analysis as entries of the report. */
import type { Finding, Fix } from '../findings.ts';
import type { FileAnalysis, Lens } from '../lens.ts';
import type { FindingEntry, FixEntry, GaveUpEntry } from './document.ts';
import { Lines } from './lines.ts';
import { displayPath } from './paths.ts';

export interface FileReport {
  readonly findings: readonly FindingEntry[];
  readonly functions: number;
  readonly gaveUp: readonly GaveUpEntry[];
}

/**
 * @param file the path as the report names it
 * @param selects which findings are wanted; only their fixes are computed
 */
export function reportFile(lens: Lens, analysis: FileAnalysis, file: string, selects: (finding: Finding) => boolean): FileReport {
  const lines = new Lines(analysis.input.text);
  const others = new Map<string, Lines>();
  const linesOf = (text: string): Lines => {
    const known = others.get(text) ?? new Lines(text);
    others.set(text, known);
    return known;
  };
  return {
    findings: analysis.findings.filter(selects).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      file,
      function: finding.function ?? null,
      range: lines.range(finding.span),
      message: finding.message,
      trace: finding.trace.map(({ span, file: other, text }) => ({
        file: other ? displayPath(other.path) : file,
        ...(other ? linesOf(other.text) : lines).position(span.start),
        text,
      })),
      fixes: lens.fixes(analysis, finding).map((fix) => fixEntry(fix, file, lines)),
    })),
    functions: analysis.functions,
    gaveUp: analysis.gaveUp.map(({ function: name, reason }) => ({ file, function: name, reason })),
  };
}

function fixEntry(fix: Fix, file: string, lines: Lines): FixEntry {
  return {
    title: fix.title,
    event: fix.event ?? null,
    preferred: fix.preferred,
    edits: fix.edits.map(({ span, newText }) => ({ file, range: lines.range(span), newText })),
  };
}
