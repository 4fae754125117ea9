/** Tables of callbacks that a file gives to the notifier: `static const struct mmu_interval_notifier_ops foo_ops = { .invalidate = foo_invalidate };` */
import { type CallbackContext, callbackContext, OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
import type { Declarator, Expr, InitializerExpr, Span } from '../syntax/ast.ts';
import type { OtherPiece, Piece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, atomsOfGuards, guardsHold, worldsFor } from '../syntax/world.ts';

/** What is said of a table besides which members are set. */
export interface OpsTable {
  /** Of the variable. */
  readonly name: string;
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

/** At most this many alternatives of a table's preprocessor conditions are looked at. */
const WORLDS = 8;

/** A variable that is an ops table, in one alternative of its members. */
export interface Declared {
  readonly declarator: Declarator;
  readonly entries: InitializerExpr['entries'];
  readonly kind: OpsKind;
}

/**
 * What `piece` declares, by the alternatives of the preprocessor's conditions in it. Damaged text declares nothing.
 * @param oldest kernels before this release need not be looked at
 */
export function declaredIn(piece: OtherPiece, parser: SyntaxParser, oldest: string): readonly (readonly Declared[])[] {
  return worldsFor(atomsOf(piece), WORLDS, oldest).map((world) => (parser.parseStatements(piece.text, world)?.body ?? []).flatMap((stmt) => (
    stmt.kind !== 'declaration' ? [] : stmt.declarators.flatMap((declarator) => {
      const { type, init } = declarator;
      const kind = type.pointers === 0 ? OPS_TYPES.get(type.base) : undefined;
      return kind && init?.kind === 'initializer' ? [{ declarator, entries: init.entries, kind }] : [];
    }))));
}

/** Whether a piece can be there in a kernel from `oldest` on. */
export function canBeThere({ guards }: Piece, oldest: string): boolean {
  return guards.length === 0 || worldsFor(atomsOfGuards(guards), WORLDS, oldest).some((world) => guardsHold(guards, world) !== false);
}

function membersOf(entries: InitializerExpr['entries']): ReadonlyMap<string, Span> {
  return new Map(entries.flatMap(({ field, value }) => (field === undefined || isNull(value) ? [] : [[field, value.span] as const])));
}

/** The roles of functions in the tables that `piece` declares, by the function's name. */
export function rolesIn(piece: OtherPiece, parser: SyntaxParser, oldest: string): readonly (readonly [string, CallbackRole])[] {
  const found = new Map<string, readonly [string, CallbackRole]>();
  const alternatives = declaredIn(piece, parser, oldest);
  for (const { declarator, entries, kind } of alternatives.flat()) {
    const members = membersOf(entries);
    const table = { name: declarator.name, entries: members, isConditional: alternatives.length > 1, isConst: declarator.type.isConst };
    for (const { field, value } of entries) {
      const name = functionName(value);
      const context = field === undefined ? undefined : callbackContext(kind, field);
      if (name === undefined || field === undefined || !context) continue;
      const key = `${declarator.nameSpan.start} ${field} ${name}`;
      if (!found.has(key)) found.set(key, [name, { kind, member: field, context, beside: new Set(members.keys()), table }]);
    }
  }
  return [...found.values()];
}

/** An ops table that is defined, by the name of the variable. */
export interface DefinedTable extends OpsTable {
  readonly nameSpan: Span;
}

/** The tables that `piece` defines: what it only declares has no members to tell. */
export function tablesIn(piece: OtherPiece, parser: SyntaxParser, oldest: string): readonly DefinedTable[] {
  const found = new Map<number, DefinedTable>();
  const alternatives = declaredIn(piece, parser, oldest);
  for (const { declarator: { name, nameSpan, type }, entries } of alternatives.flat()) {
    const before = found.get(nameSpan.start)?.entries ?? [];
    // Members without names are set, too.
    const isConditional = alternatives.length > 1 || entries.some(({ field }) => field === undefined);
    found.set(nameSpan.start, { name, nameSpan, entries: new Map([...membersOf(entries), ...before]), isConditional, isConst: type.isConst });
  }
  return [...found.values()];
}
