/** Macros that are what their replacement says: their calls are taken for that. */
import type { Expr, NameExpr, Span } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/walk.ts';

/** A macro whose replacement is an expression, or a sequence of such, which counts as one with commas. */
export interface ExpressionMacro {
  readonly parameters: readonly string[];
  /** Its spans mean nothing. */
  readonly body: Expr;
}

/** What `e` is once the macros in it are replaced; `e` itself where there is none. @param macroOf the macro of a name */
export function withoutMacros(e: Expr, macroOf: (name: string) => ExpressionMacro | undefined): Expr {
  const inside = mapChildren(e, (child) => withoutMacros(child, macroOf));
  if (inside.kind !== 'call' || inside.callee.kind !== 'name') return inside;
  const macro = macroOf(inside.callee.name);
  const { args, span } = inside;
  if (!macro || macro.parameters.length !== args.length) return inside;
  const given = new Map(macro.parameters.map((name, i) => [name, args[i]]));
  // What a macro calls may be one, too; such a chain ends, since none is made of itself.
  return withoutMacros(replaced(macro.body, span, (name) => given.get(name.name)), macroOf);
}

/** A copy that stands where the macro is called, with its arguments as they were written there. */
export function replaced(e: Expr, span: Span, valueOf: (name: NameExpr) => Expr | undefined): Expr {
  const value = e.kind === 'name' ? valueOf(e) : undefined;
  return value ?? { ...mapChildren(e, (child) => replaced(child, span, valueOf)), span };
}

/** `e` with other direct subexpressions; `e` itself where they stay the same. */
function mapChildren(e: Expr, map: (child: Expr) => Expr): Expr {
  const before = childrenOf(e);
  const after = before.map(map);
  if (after.every((child, i) => child === before[i])) return e;
  const at = (i: number): Expr => after[i] ?? e;
  switch (e.kind) {
    case 'name':
    case 'number':
    case 'string':
    case 'block': return e;
    case 'call': return { ...e, callee: at(0), args: after.slice(1) };
    case 'member': return { ...e, object: at(0) };
    case 'index': return { ...e, object: at(0), index: at(1) };
    case 'unary':
    case 'update':
    case 'cast': return { ...e, operand: at(0) };
    case 'binary':
    case 'assign':
    case 'comma': return { ...e, left: at(0), right: at(1) };
    case 'conditional': return { ...e, condition: at(0), alternative: at(after.length - 1), ...(e.consequence ? { consequence: at(1) } : {}) };
    case 'initializer': return { ...e, entries: e.entries.map((entry, i) => ({ ...entry, value: at(i) })) };
    case 'opaque': return { ...e, mentions: after };
  }
}
