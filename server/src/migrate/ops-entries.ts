/** The entries of a file's ops tables: `.invalidate_range = foo_invalidate,`. */
import { functionName } from '../analysis/ops-tables.ts';
import type { FileSpan } from '../findings.ts';
import { OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';

/** Spans are offsets in the file. */
export interface OpsEntry {
  readonly kind: OpsKind;
  readonly member: string;
  readonly memberSpan: FileSpan;
  /** With its comma, and its line where it has one to itself. */
  readonly whole: FileSpan;
  /** The function; absent where the value is none. */
  readonly callback: string | undefined;
  /** All members that the table sets. */
  readonly beside: ReadonlySet<string>;
}

export function opsEntries(piece: OtherPiece, parser: SyntaxParser): readonly OpsEntry[] {
  const found: OpsEntry[] = [];
  for (const stmt of parser.parseStatements(piece.text)?.body ?? []) {
    for (const { type, init } of stmt.kind === 'declaration' ? stmt.declarators : []) {
      const kind = type.pointers === 0 ? OPS_TYPES.get(type.base) : undefined;
      if (!kind || init?.kind !== 'initializer') continue;
      const beside = new Set(init.entries.flatMap(({ field }) => field ?? []));
      for (const { field, value } of init.entries) {
        const before = piece.text.slice(0, value.span.start);
        const named = field === undefined ? null : new RegExp(`\\.\\s*(${field})\\s*=\\s*$`).exec(before);
        if (field === undefined || !named) continue;
        const dot = named.index;
        const member = dot + named[0].indexOf(field);
        found.push({
          kind, member: field, beside, callback: functionName(value),
          memberSpan: { start: piece.start + member, end: piece.start + member + field.length },
          whole: lineOf(piece, dot, value.span.end),
        });
      }
    }
  }
  return found;
}

function lineOf(piece: OtherPiece, start: number, end: number): FileSpan {
  const { text } = piece;
  const to = end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
  const line = text.lastIndexOf('\n', start) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(to));
  const isAlone = text.slice(line, start).trim() === '' && rest;
  return isAlone ? { start: piece.start + line, end: piece.start + to + rest[0].length } : { start: piece.start + start, end: piece.start + to };
}
