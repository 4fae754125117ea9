/** Walking expressions and statements. */
import type { Expr, Stmt } from './ast.ts';

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

/** The statements that a statement governs; not those in the braces of a block. */
export function bodiesOf(stmt: Stmt): readonly Stmt[] {
  switch (stmt.kind) {
    case 'if': return stmt.otherwise ? [stmt.then, stmt.otherwise] : [stmt.then];
    case 'while':
    case 'do':
    case 'for':
    case 'switch':
    case 'macro-block': return [stmt.body];
    default: return [];
  }
}

/** `stmt` and every statement in it, outermost first; statement expressions are not looked into. */
export function statementsOf(stmt: Stmt): readonly Stmt[] {
  const found: Stmt[] = [];
  const visit = (inner: Stmt): void => {
    found.push(inner);
    if (inner.kind === 'compound') inner.body.forEach(visit);
    else bodiesOf(inner).forEach(visit);
  };
  visit(stmt);
  return found;
}
