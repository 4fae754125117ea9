/** Ops tables as they are written: initialisers of variables, compound literals, and members that functions set. */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { TypeRef } from '../syntax/ast.ts';
import type { Expr, InitializerExpr, Span } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { OpsShape, OpsShapes } from './ops-types.ts';

/** One alternative of a table. */
export interface Declared {
  /** Of the variable, or what stands for one: `foo_ops`, `foo_ops[1]`, `foo.mn`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: OpsKind;
  readonly entries: readonly { readonly member: string; readonly value: Expr }[];
  readonly isConst: boolean;
  /** Which members are set is not all to be seen. */
  readonly isOpen: boolean;
}

/** What has to be known to read them. */
export interface TableTypes {
  readonly shapes: OpsShapes;
  /** The members of tables in the order in which the tree's header has them, where it is known. */
  readonly order: { readonly [K in OpsKind]: readonly string[] } | undefined;
}

/** A variable with its initialiser. */
export interface Initialized {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeRef;
  readonly init: Expr;
}

/** The tables in a variable's initialiser: the variable itself, its members and elements, and compound literals anywhere in it. */
export function tablesInVariable({ name, nameSpan, type, init }: Initialized, types: TableTypes): readonly Declared[] {
  const found: Declared[] = [];
  const shape = type.pointers === 0 ? types.shapes.get(type.base) : undefined;
  if (shape && init.kind === 'initializer') collect(init, shape, type.isArray, { name, nameSpan, isConst: type.isConst }, types, found);
  return [...found, ...literalsIn(init, name, types)];
}

/** The compound literals of tables in an expression. @param owner whose they are, for their names */
export function literalsIn(e: Expr, owner: string, types: TableTypes): readonly Declared[] {
  const found: Declared[] = [];
  walkExpr(e, (x) => {
    const type = x.kind === 'initializer' ? x.type : undefined;
    const shape = type?.pointers === 0 ? types.shapes.get(type.base) : undefined;
    if (x.kind === 'initializer' && type && shape) collect(x, shape, type.isArray, { name: owner, nameSpan: { start: x.span.start, end: x.span.start + 1 }, isConst: type.isConst }, types, found);
  });
  return found;
}

type Place = Pick<Declared, 'name' | 'nameSpan' | 'isConst'>;

function collect(init: InitializerExpr, shape: OpsShape, isArray: boolean, place: Place, types: TableTypes, found: Declared[]): void {
  if (isArray) {
    init.entries.forEach(({ value }, i) => {
      if (value.kind === 'initializer') collect(value, shape, false, { ...place, name: `${place.name}[${i}]`, nameSpan: startOf(value) }, types, found);
    });
    return;
  }
  if (shape.is === 'table') {
    const order = types.order?.[shape.kind];
    const isPositional = init.entries.length > 0 && init.entries.every(({ field }) => field === undefined);
    const named = isPositional && order ? init.entries.map(({ value }, i) => ({ member: order[i], value })) : init.entries.map(({ field, value }) => ({ member: field, value }));
    // Members without names are set, too.
    const entries = named.flatMap(({ member, value }) => (member === undefined ? [] : [{ member, value }]));
    found.push({ ...place, kind: shape.kind, entries, isOpen: entries.length < init.entries.length });
    return;
  }
  // `.mn.release = f, .mn.free_notifier = g` are of one table.
  const byMember = new Map<string, InitializerExpr>();
  for (const { field, value } of init.entries) {
    if (field === undefined || value.kind !== 'initializer' || value.type) continue;
    const before = byMember.get(field);
    byMember.set(field, before ? { ...before, entries: [...before.entries, ...value.entries] } : value);
  }
  for (const [field, value] of byMember) {
    const member = shape.members.get(field);
    if (member) collect(value, member, false, { ...place, name: `${place.name}.${field}`, nameSpan: startOf(value) }, types, found);
  }
}

function startOf({ span: { start } }: Expr): Span {
  return { start, end: start + 1 };
}
