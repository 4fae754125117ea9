/** `if` and `switch`. */
import type { IfStmt, SwitchStmt } from '../../syntax/ast.ts';
import type { Visitor } from '../builder.ts';
import { condition, lower } from '../expressions.ts';

export const ifStatement: Visitor<IfStmt> = (b, stmt, visit) => {
  const then = b.newBlock();
  const join = b.newBlock();
  const otherwise = stmt.otherwise ? b.newBlock() : join;
  condition(b, stmt.condition, then, otherwise, visit);
  b.moveTo(then);
  visit(b, stmt.then);
  b.goTo(join);
  if (stmt.otherwise) {
    b.moveTo(otherwise);
    visit(b, stmt.otherwise);
    b.goTo(join);
  }
  b.moveTo(join);
};

export const switchStatement: Visitor<SwitchStmt> = (b, stmt, visit) => {
  const value = lower(b, stmt.condition, visit);
  const head = b.newBlock();
  b.goTo(head);
  const exit = b.newBlock();
  // What stands before the first case is never run.
  b.moveTo(b.newBlock());
  const placed = b.withSwitch(() => b.withBreak(exit, () => visit(b, stmt.body)));
  b.goTo(exit);
  b.moveTo(head);
  b.finish({ kind: 'switch', value, cases: placed.cases, otherwise: { to: placed.otherwise ?? exit, kind: 'next' }, hasDefault: placed.otherwise !== undefined, span: stmt.condition.span });
  b.moveTo(exit);
};
