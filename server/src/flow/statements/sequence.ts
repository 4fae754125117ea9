/** Compound statements, declarations, expressions. */
import type { CompoundStmt, DeclarationStmt, ExpressionStmt } from '../../syntax/ast.ts';
import type { Visitor } from '../builder.ts';
import { lower } from '../expressions.ts';
import { guardOf, returnOf } from './guards.ts';

export const compound: Visitor<CompoundStmt> = (b, stmt, visit) => {
  b.enterScope();
  for (const inner of stmt.body) visit(b, inner);
  b.leaveScope({ start: stmt.span.end - 1, end: stmt.span.end });
};

export const declaration: Visitor<DeclarationStmt> = (b, stmt, visit) => {
  for (const declarator of stmt.declarators) {
    // The initialiser sees the names outside: `struct mm_struct *mm = mm;` is not C anyone writes, and binding it first is harmless.
    const init = declarator.init ? lower(b, declarator.init, visit) : undefined;
    const variable = b.declare(declarator);
    b.push({ kind: 'declare', variable, span: declarator.span, ...(init ? { init } : {}) });
  }
};

export const expression: Visitor<ExpressionStmt> = (b, stmt, visit) => {
  const { expr } = stmt;
  const guard = guardOf(expr, (name) => b.knowledge.hidesGuard(name));
  if (guard) {
    b.guard(guard.lockClass, guard.argument ? lower(b, guard.argument, visit) : undefined, stmt.span);
    return;
  }
  const returned = returnOf(stmt);
  if (returned && !b.knowledge.isDefined('return_ptr')) {
    visit(b, returned);
    return;
  }
  b.push({ kind: 'evaluate', expr: lower(b, expr, visit), discarded: true, span: stmt.span });
  // A macro that is given a label goes there when it fails (include/linux/uaccess.h).
  const labels = expr.kind === 'call' ? expr.args.filter((arg) => b.isLabel(arg)) : [];
  if (labels.length > 0) b.mayGoTo(labels.map(({ name }) => name), stmt.span, 'goes to a label');
  if (expr.kind === 'call' && expr.callee.kind === 'name' && b.knowledge.hidesControl(expr.callee.name)) {
    b.push({ kind: 'unknown', reason: `${expr.callee.name}() may hide a jump`, span: stmt.span });
  }
};
