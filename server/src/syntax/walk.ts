/** Walking expressions. */
import type { Expr } from './ast.ts';

/** The direct subexpressions of `e`, in the order of the text. The body of a statement expression is not among them. */
export function childrenOf(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'name':
    case 'number':
    case 'string':
    case 'block': return [];
    case 'call': return [e.callee, ...e.args];
    case 'member': return [e.object];
    case 'index': return [e.object, e.index];
    case 'unary':
    case 'update':
    case 'cast': return [e.operand];
    case 'binary':
    case 'assign':
    case 'comma': return [e.left, e.right];
    case 'conditional': return e.consequence ? [e.condition, e.consequence, e.alternative] : [e.condition, e.alternative];
    case 'initializer': return e.entries.map((entry) => entry.value);
    case 'opaque': return e.mentions;
  }
}

/** Calls `see` for `e` and everything below it, outermost first. */
export function walkExpr(e: Expr, see: (e: Expr) => void): void {
  see(e);
  for (const child of childrenOf(e)) walkExpr(child, see);
}
