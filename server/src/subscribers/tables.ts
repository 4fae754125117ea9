/** The ops tables of a file, with all their members. */
import type { FileIndex } from '../analysis/index-file.ts';
import { functionName } from '../analysis/ops-tables.ts';
import type { FileSpan } from '../findings.ts';
import { OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
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

/** In the order of the file. A table that is only declared, or damaged, is none. */
export function tablesOf(index: FileIndex, parser: SyntaxParser): readonly Table[] {
  return index.tables.flatMap((piece) => {
    const at = ({ start, end }: Span): FileSpan => ({ start: piece.start + start, end: piece.start + end });
    const tables: Table[] = [];
    for (const stmt of parser.parseStatements(piece.text)?.body ?? []) {
      for (const { name, nameSpan, type, init } of stmt.kind === 'declaration' ? stmt.declarators : []) {
        const kind = type.pointers === 0 ? OPS_TYPES.get(type.base) : undefined;
        if (!kind || init?.kind !== 'initializer') continue;
        const members = init.entries.flatMap(({ field, value }) => (
          field === undefined || (value.kind === 'name' && value.name === 'NULL') ? [] : [{ member: field, function: functionName(value), span: at(value.span) }]));
        tables.push({ name, kind, span: at(nameSpan), members });
      }
    }
    return tables;
  });
}
