/** `while`, `do`, `for` and loops made by macros. */
import type { DoWhileStmt, ForStmt, MacroBlockStmt, Span, Stmt, WhileStmt } from '../../syntax/ast.ts';
import type { FlowBuilder, Visitor } from '../builder.ts';
import type { BlockId } from '../graph.ts';
import { condition, lower } from '../expressions.ts';
import { scopedGuardOf } from './guards.ts';

export const whileStatement: Visitor<WhileStmt> = (b, stmt, visit) => {
  const head = b.newBlock();
  const body = b.newBlock();
  const exit = b.newBlock();
  b.goTo(head);
  b.moveTo(head);
  condition(b, stmt.condition, body, exit, visit);
  b.moveTo(body);
  b.withLoop(head, exit, 'back', () => visit(b, stmt.body));
  b.goTo(head, 'back');
  b.moveTo(exit);
};

export const doWhileStatement: Visitor<DoWhileStmt> = (b, stmt, visit) => {
  const body = b.newBlock();
  const test = b.newBlock();
  const again = b.newBlock();
  const exit = b.newBlock();
  b.goTo(body);
  b.moveTo(body);
  b.withLoop(test, exit, 'jump', () => visit(b, stmt.body));
  b.goTo(test);
  b.moveTo(test);
  condition(b, stmt.condition, again, exit, visit);
  b.moveTo(again);
  b.goTo(body, 'back');
  b.moveTo(exit);
};

export const forStatement: Visitor<ForStmt> = (b, stmt, visit) => {
  b.enterScope();
  if (stmt.init) visit(b, stmt.init);
  const head = b.newBlock();
  const body = b.newBlock();
  const update = b.newBlock();
  const exit = b.newBlock();
  b.goTo(head);
  b.moveTo(head);
  if (stmt.condition) condition(b, stmt.condition, body, exit, visit);
  else b.goTo(body);
  b.moveTo(body);
  b.withLoop(update, exit, 'jump', () => visit(b, stmt.body));
  b.goTo(update);
  b.moveTo(update);
  if (stmt.update) b.push({ kind: 'evaluate', expr: lower(b, stmt.update, visit), discarded: true, span: stmt.update.span });
  b.goTo(head, 'back');
  b.moveTo(exit);
  b.leaveScope({ start: stmt.span.end - 1, end: stmt.span.end });
};

/** The kernel's iterators are named for what they do: `for_each_vma`, `list_for_each_entry`, `xa_for_each`, `mas_for_each`. */
function isIterator(name: string): boolean {
  return /for_?each/i.test(name);
}

/**
 * `NAME(args) body`: an iterator runs its body any number of times and moves its cursors; a scoped guard once. What
 * another macro does is not to be seen, so that nothing is concluded from its start on: most are for what is done once, as in
 * `with_foo_locked(foo) { … }`.
 */
export const macroBlock: Visitor<MacroBlockStmt> = (b, stmt, visit) => {
  const guard = scopedGuardOf(stmt);
  if (guard && !stmt.isDo) {
    b.enterScope();
    b.guard(guard.lockClass, guard.argument ? lower(b, guard.argument, visit) : undefined, stmt.nameSpan);
    // scoped_guard is a loop of one turn: `break` leaves it
    const exit = b.newBlock();
    b.withLoop(exit, exit, 'jump', () => visit(b, stmt.body));
    b.goTo(exit);
    b.moveTo(exit);
    b.leaveScope({ start: stmt.span.end - 1, end: stmt.span.end });
    return;
  }
  const known = isIterator(stmt.name);
  const args = stmt.args.map((arg) => lower(b, arg, visit));
  const forget = (): void => {
    if (known) b.push({ kind: 'forget', targets: args, span: stmt.nameSpan });
    else b.push({ kind: 'unknown', reason: `${stmt.name}() is not known`, span: stmt.nameSpan });
  };
  if (!known && !stmt.isDo) forget();
  loop(b, stmt.body, stmt.nameSpan, stmt.name, stmt.isDo || !known, forget, visit);
};

function loop(b: FlowBuilder, body: Stmt, span: Span, name: string, isDo: boolean, forget: () => void, visit: (b: FlowBuilder, s: Stmt) => void): void {
  const head = b.newBlock();
  const turn: BlockId = b.newBlock();
  const exit = b.newBlock();
  b.goTo(isDo ? turn : head);
  b.moveTo(head);
  forget();
  b.finish({ kind: 'choice', edges: [{ to: turn, kind: isDo ? 'back' : 'next' }, { to: exit, kind: 'next' }], span, text: name });
  b.moveTo(turn);
  b.withLoop(head, exit, isDo ? 'jump' : 'back', () => visit(b, body));
  b.goTo(head, isDo ? 'next' : 'back');
  b.moveTo(exit);
}
