/**
 * What `mnlens check --format json` writes: `schema/check.schema.json` in types, and the source of the other formats.
 * Lines and columns are 1-based, columns count UTF-16 units (a tab is one), ends are exclusive. Paths are relative to the
 * working directory, with `/`.
 */
import type { Severity } from '../findings.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TraceEntry extends Position {
  readonly file: string;
  readonly text: string;
}

export interface FixEntry {
  readonly title: string;
  readonly event: string | null;
  readonly preferred: boolean;
  readonly edits: readonly { readonly file: string; readonly range: Range; readonly newText: string }[];
}

export interface FindingEntry {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly function: string | null;
  readonly range: Range;
  readonly message: string;
  readonly trace: readonly TraceEntry[];
  /** Best first. */
  readonly fixes: readonly FixEntry[];
}

export interface GaveUpEntry {
  readonly file: string;
  readonly function: string;
  readonly reason: string;
}

export interface CheckDocument {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** The kernel tree that the files were checked against; null where there was none. */
  readonly tree: { readonly root: string; readonly generation: string } | null;
  readonly findings: readonly FindingEntry[];
  readonly stats: {
    readonly files: number;
    readonly functions: number;
    readonly gaveUp: number;
    readonly gaveUpIn: readonly GaveUpEntry[];
    readonly milliseconds: number;
  };
}

/** By file, line and rule, then by what keeps two runs alike. Code unit order: the same on every machine and locale. */
export function compareFindings(a: FindingEntry, b: FindingEntry): number {
  return (
    compare(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    compare(a.rule, b.rule) ||
    a.range.start.column - b.range.start.column ||
    compare(a.message, b.message)
  );
}

export function compareGaveUp(a: GaveUpEntry, b: GaveUpEntry): number {
  return compare(a.file, b.file) || compare(a.function, b.function) || compare(a.reason, b.reason);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
