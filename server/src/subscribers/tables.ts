/** The ops tables of a file, with all their members. */
import type { FileIndex } from '../analysis/index-file.ts';
import { canBeThere, declaredIn, functionName } from '../analysis/ops-tables.ts';
import type { FileSpan } from '../findings.ts';
import type { OpsKind } from '../kernel/callbacks.ts';
import type { Span } from '../syntax/ast.ts';
import type { SyntaxParser } from '../syntax/parser.ts';

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

/**
 * In the order of the file. A table that is only declared, or damaged, is none.
 * @param oldest kernels before this release do not count
 */
export function tablesOf(index: FileIndex, parser: SyntaxParser, oldest: string): readonly Table[] {
  return index.tables.filter((piece) => canBeThere(piece, oldest)).flatMap((piece) => {
    const at = ({ start, end }: Span): FileSpan => ({ start: piece.start + start, end: piece.start + end });
    const tables = new Map<number, Table>();
    for (const { declarator: { name, nameSpan }, entries, kind } of declaredIn(piece, parser, oldest).flat()) {
      const before = tables.get(nameSpan.start)?.members ?? [];
      const members = entries.flatMap(({ field, value }) => (
        field === undefined || (value.kind === 'name' && value.name === 'NULL') ? [] : [{ member: field, function: functionName(value), span: at(value.span) }]));
      // Alternatives of the preprocessor's conditions are one table.
      const more = members.filter(({ span }) => !before.some((known) => known.span.start === span.start));
      tables.set(nameSpan.start, { name, kind, span: at(nameSpan), members: [...before, ...more] });
    }
    return [...tables.values()];
  });
}
