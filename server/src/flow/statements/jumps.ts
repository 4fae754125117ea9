/** `goto`, labels, `break`, `continue`, `return`, `asm goto`, and text that could not be understood. */
import type { AsmStmt, BreakStmt, CaseStmt, ContinueStmt, DamagedStmt, GotoStmt, LabelStmt, ReturnStmt } from '../../syntax/ast.ts';
import type { Visitor } from '../builder.ts';
import { lower } from '../expressions.ts';

export const label: Visitor<LabelStmt> = (b, stmt) => b.placeLabel(stmt.name);

export const caseLabel: Visitor<CaseStmt> = (b, stmt, visit) => {
  b.placeCase(stmt.value ? lower(b, stmt.value, visit) : undefined, stmt.isRange);
};

export const gotoStatement: Visitor<GotoStmt> = (b, stmt) => {
  if (stmt.label === undefined) {
    b.push({ kind: 'unknown', reason: 'computed goto', span: stmt.span });
    b.finish({ kind: 'stop' });
  } else b.goToLabel(stmt.label, stmt.span);
  b.moveTo(b.newBlock());
};

export const breakStatement: Visitor<BreakStmt> = (b, stmt) => {
  b.jumpOut('break', stmt.span);
  b.moveTo(b.newBlock());
};

export const continueStatement: Visitor<ContinueStmt> = (b, stmt) => {
  b.jumpOut('continue', stmt.span);
  b.moveTo(b.newBlock());
};

export const returnStatement: Visitor<ReturnStmt> = (b, stmt, visit) => {
  let value = stmt.value ? lower(b, stmt.value, visit) : undefined;
  if (value) {
    // The value is computed before the scopes are left.
    const result = b.temporary();
    b.push({ kind: 'set', variable: result, value, span: value.span });
    value = b.use(result, value.span);
  }
  b.leaveTo(undefined, stmt.span);
  b.finish({ kind: 'return', span: stmt.span, implicit: false, ...(value ? { value } : {}) });
  b.moveTo(b.newBlock());
};

export const asm: Visitor<AsmStmt> = (b, stmt, visit) => {
  b.push({ kind: 'forget', targets: stmt.operands.map((e) => lower(b, e, visit)), span: stmt.span });
  if (stmt.labels.length > 0) b.mayGoTo(stmt.labels, stmt.span, 'asm goto');
};

export const damaged: Visitor<DamagedStmt> = (b, stmt) => {
  b.push({ kind: 'unknown', reason: 'damaged syntax', span: stmt.span });
};
