/** Tables of callbacks that a file gives to the notifier: `static const struct mmu_interval_notifier_ops foo_ops = { .invalidate = foo_invalidate };` */
import { type CallbackContext, callbackContext, OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
import type { Expr } from '../syntax/ast.ts';
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';

/** What a function is for the core. */
export interface CallbackRole {
  readonly kind: OpsKind;
  /** The member of the table: `invalidate`. */
  readonly member: string;
  readonly context: CallbackContext;
  /** All members of the table that are set. */
  readonly beside: ReadonlySet<string>;
}

/** The function that an entry of a table names, casts and `&` apart. */
function functionName(value: Expr): string | undefined {
  if (value.kind === 'name') return value.name;
  if (value.kind === 'cast' || (value.kind === 'unary' && value.op === '&')) return functionName(value.operand);
  return undefined;
}

/** The roles of functions in the tables that `piece` declares, by the function's name. Damaged text has none. */
export function rolesIn(piece: OtherPiece, parser: SyntaxParser): readonly (readonly [string, CallbackRole])[] {
  const found: (readonly [string, CallbackRole])[] = [];
  for (const stmt of parser.parseStatements(piece.text)?.body ?? []) {
    for (const { type, init } of stmt.kind === 'declaration' ? stmt.declarators : []) {
      const kind = type.pointers === 0 ? OPS_TYPES.get(type.base) : undefined;
      if (!kind || init?.kind !== 'initializer') continue;
      const beside = new Set(init.entries.flatMap(({ field, value }) => (field === undefined || (value.kind === 'name' && value.name === 'NULL') ? [] : [field])));
      for (const { field, value } of init.entries) {
        const name = functionName(value);
        const context = field === undefined ? undefined : callbackContext(kind, field);
        if (name !== undefined && field !== undefined && context) found.push([name, { kind, member: field, context, beside }]);
      }
    }
  }
  return found;
}
