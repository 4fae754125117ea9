/** The ops tables of a file, with all their members. */
import type { FileMemory } from '../analysis/memory.ts';
import { functionName, isNull } from '../analysis/ops-tables.ts';
import type { FileSpan } from '../findings.ts';
import type { OpsKind } from '../kernel/callbacks.ts';
import type { Span } from '../syntax/ast.ts';

export interface TableMember {
  readonly member: string;
  readonly function: string | undefined;
  readonly span: FileSpan;
}

export interface Table {
  readonly name: string;
  readonly kind: OpsKind;
  readonly span: FileSpan;
  readonly members: readonly TableMember[];
}

/** In the order of the file. A table that is only declared, or damaged, is none; what is set later is of the table that was declared. */
export function tablesOf({ index, ops }: FileMemory): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const { ordinal, declared: { name, nameSpan, kind, entries } } of ops.all) {
    const start = index.tables[ordinal]?.start ?? 0;
    const at = (span: Span): FileSpan => ({ start: start + span.start, end: start + span.end });
    const key = `${name} ${kind}`;
    const before = tables.get(key);
    const members = entries.flatMap(({ member, value }) => (
      isNull(value) ? [] : [{ member, function: functionName(value), span: at(value.span) }]));
    // Alternatives of the preprocessor's conditions are one table.
    const more = members.filter((one) => !before?.members.some((known) => known.span.start === one.span.start || (known.member === one.member && known.function === one.function)));
    tables.set(key, { name, kind, span: before?.span ?? at(nameSpan), members: [...(before?.members ?? []), ...more] });
  }
  return [...tables.values()].sort((a, b) => a.span.start - b.span.start);
}
