/** Setting the sequence whatever happens, behind the lock. */
import { lockFunction } from '../../kernel/locks.ts';
import { sleepingLockFunction } from '../../kernel/sleeping-locks.ts';
import type { Expr, Stmt } from '../../syntax/ast.ts';
import { statementsOf, walkExpr } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext, PieceEdit } from './candidate.ts';
import { insertAfter, remove, statementAt } from './text.ts';

function calls(stmt: Stmt, is: (name: string) => boolean): boolean {
  let found = false;
  const see = (e: Expr | undefined): void => {
    if (e) walkExpr(e, (x) => { if (x.kind === 'call' && x.callee.kind === 'name' && is(x.callee.name)) found = true; });
  };
  if (stmt.kind === 'expression') see(stmt.expr);
  else if (stmt.kind === 'if') see(stmt.condition);
  return found;
}

function doesToLock(action: 'acquire' | 'release'): (name: string) => boolean {
  return (name) => (lockFunction(name) ?? sleepingLockFunction(name))?.effects.some((effect) => effect.action === action) === true;
}

/** The lock is held behind it. */
function takesLock(stmt: Stmt): boolean {
  const inner = statementsOf(stmt);
  return inner.some((s) => calls(s, doesToLock('acquire'))) && !inner.some((s) => calls(s, doesToLock('release')));
}

/** Behind the statement that takes the first lock: the whole `if`, where that decides how. */
function behindLock(c: FixContext): number | undefined {
  const { body } = c.routine.syntax.body;
  return body.find(takesLock)?.span.start;
}

export function setUnderTheLock(_report: Report, c: FixContext): readonly Candidate[] {
  const [subscription, , sequence] = c.routine.syntax.parameters;
  const lock = behindLock(c);
  if (!subscription || !sequence || lock === undefined) return [];
  const made = statementsOf(c.routine.syntax.body).filter((stmt) => stmt.kind === 'expression' && calls(stmt, (name) => name === 'mmu_interval_set_seq'));
  const removed = made.map((stmt) => remove(c, stmt.span.start));
  const inserted = insertBehind(c, lock, `mmu_interval_set_seq(${subscription.name}, ${sequence.name});`);
  if (!inserted || removed.some((edits) => edits === undefined)) return [];
  return [{ title: 'Set the sequence whatever happens, under the lock', edits: [...inserted, ...removed.flatMap((edits) => edits ?? [])] }];
}

function insertBehind(c: FixContext, at: number, line: string): readonly PieceEdit[] | undefined {
  const stmt = c.routine.syntax.body.body.find(({ span }) => span.start === at);
  if (!stmt) return undefined;
  // An `if` ends where its last branch does.
  const standing = statementAt(c, at);
  return standing?.stmt === stmt ? insertAfter(c, at, [line]) : undefined;
}
