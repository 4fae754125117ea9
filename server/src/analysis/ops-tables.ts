/** Tables of callbacks that a file gives to the notifier: `static const struct mmu_interval_notifier_ops foo_ops = { .invalidate = foo_invalidate };` */
import { type CallbackContext, callbackContext, OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
import type { Expr, Span } from '../syntax/ast.ts';
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';

/** What is said of a table besides which members are set. */
export interface OpsTable {
  /** What the members are set to, as spans of the table's piece. */
  readonly entries: ReadonlyMap<string, Span>;
  /** The preprocessor decides on members: what stands beside what is not certain. */
  readonly isConditional: boolean;
  readonly isConst: boolean;
}

/** What a function is for the core. */
export interface CallbackRole {
  readonly kind: OpsKind;
  /** The member of the table: `invalidate`. */
  readonly member: string;
  readonly context: CallbackContext;
  /** All members of the table that are set. */
  readonly beside: ReadonlySet<string>;
  readonly table: OpsTable;
}

/** A role, and the table that gives it. */
export interface FileRole extends CallbackRole {
  /** `tableKey` of the table's piece. */
  readonly piece: string;
}

/** The function that an entry of a table names, casts and `&` apart. */
export function functionName(value: Expr): string | undefined {
  if (value.kind === 'name') return value.name;
  if (value.kind === 'cast' || (value.kind === 'unary' && value.op === '&')) return functionName(value.operand);
  return undefined;
}

function isNull(value: Expr): boolean {
  return (value.kind === 'name' && value.name === 'NULL') || (value.kind === 'number' && value.value === 0);
}

/** The roles of functions in the tables that `piece` declares, by the function's name. Damaged text has none. */
export function rolesIn(piece: OtherPiece, parser: SyntaxParser): readonly (readonly [string, CallbackRole])[] {
  const found: (readonly [string, CallbackRole])[] = [];
  const isConditional = /^[ \t]*#/m.test(piece.text);
  for (const stmt of parser.parseStatements(piece.text)?.body ?? []) {
    for (const { type, init } of stmt.kind === 'declaration' ? stmt.declarators : []) {
      const kind = type.pointers === 0 ? OPS_TYPES.get(type.base) : undefined;
      if (!kind || init?.kind !== 'initializer') continue;
      const entries = new Map(init.entries.flatMap(({ field, value }) => (field === undefined || isNull(value) ? [] : [[field, value.span] as const])));
      const beside = new Set(entries.keys());
      const table = { entries, isConditional, isConst: type.isConst };
      for (const { field, value } of init.entries) {
        const name = functionName(value);
        const context = field === undefined ? undefined : callbackContext(kind, field);
        if (name !== undefined && field !== undefined && context) found.push([name, { kind, member: field, context, beside, table }]);
      }
    }
  }
  return found;
}

/** An ops table that is defined, by the name of the variable. */
export interface DefinedTable extends OpsTable {
  readonly name: string;
  readonly nameSpan: Span;
}

/** The tables that `piece` defines: what it only declares has no members to tell. */
export function tablesIn(piece: OtherPiece, parser: SyntaxParser): readonly DefinedTable[] {
  const isConditional = /^[ \t]*#/m.test(piece.text);
  return (parser.parseStatements(piece.text)?.body ?? []).flatMap((stmt) => (stmt.kind !== 'declaration' ? [] : stmt.declarators.flatMap(({ name, nameSpan, type, init }) => {
    if (type.pointers !== 0 || !OPS_TYPES.has(type.base) || init?.kind !== 'initializer') return [];
    const entries = new Map(init.entries.flatMap(({ field, value }) => (field === undefined || isNull(value) ? [] : [[field, value.span] as const])));
    // Members without names are set, too.
    return [{ name, nameSpan, entries, isConditional: isConditional || init.entries.some(({ field }) => field === undefined), isConst: type.isConst }];
  })));
}
