/** Looking at the result of a registration, and leaving as the function leaves on error; and the end of one that is lost. */
import { subscriberFunction } from '../../kernel/subscribers.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { CallExpr, Expr } from '../../syntax/ast.ts';
import { statementsOf, walkExpr } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { resultVariable } from './pairing.ts';
import { indentAt, insertAfter, insertBefore, newlineOf, statementAt, unitOf } from './text.ts';

/** The way that the function takes last, before the call, when something fails: what was done since is for the author to undo. */
function lastWayOut(c: FixContext, before: number, holder: string): string {
  // Without one there is nothing to undo.
  let way = `return ${holder};`;
  for (const stmt of statementsOf(c.routine.syntax.body)) {
    if (stmt.span.start >= before) continue;
    if (stmt.kind === 'goto' && stmt.label !== undefined) way = `goto ${stmt.label};`;
    else if (stmt.kind === 'return') way = `return ${holder};`;
  }
  return way;
}

/** By its name, what it gives has to be given back. A sign only: it decides which fix comes first. */
const ACQUIRES = /alloc|dup|create|get|grab|open|pin_|ioremap|request|register|insert/;

/**
 * Whether the function has come by something that its last way out does not undo: the way that is taken when getting it fails does not, and
 * neither do those before. Locks can't fail, and are dropped on all ways.
 */
function leavesSomething(c: FixContext, before: number): boolean {
  const ways = statementsOf(c.routine.syntax.body).filter(({ kind, span }) => (kind === 'goto' || kind === 'return') && span.start < before);
  const from = ways.at(-2)?.span.end ?? 0;
  return statementsOf(c.routine.syntax.body).some((stmt) => {
    const expr = stmt.kind === 'expression' ? stmt.expr : stmt.kind === 'if' ? stmt.condition : undefined;
    const inits = stmt.kind === 'declaration' ? stmt.declarators.flatMap(({ init }) => (init ? [init] : [])) : [];
    if (stmt.span.start < from || stmt.span.start >= before) return false;
    let found = false;
    for (const e of [...(expr ? [expr] : []), ...inits]) walkExpr(e, (x) => { found ||= x.kind === 'call' && x.span.end < before && x.callee.kind === 'name' && ACQUIRES.test(x.callee.name); });
    return found;
  });
}

/** Only where the function returns a result of its own. */
export function checkRegistration(report: Report, c: FixContext): readonly Candidate[] {
  const at = anchorOf(report.at);
  const standing = at.routine.key === c.routine.key ? statementAt(c, at.span.start) : undefined;
  const holder = resultVariable(c);
  const type = c.routine.syntax.returnType;
  if (!standing || holder === undefined || type?.pointers !== 0 || /^(bool|_Bool)$/.test(type.base) || standing.stmt.kind !== 'expression') return [];
  const { stmt, soleBodyOf } = standing;
  const nl = newlineOf(c.text);
  const indent = indentAt(c.text, stmt.span.start);
  const { expr } = stmt;
  const call = c.text.slice(at.span.start, at.span.end);
  const isAssigned = expr.kind === 'assign';
  if (isAssigned ? expr.left.kind !== 'name' : expr.kind !== 'call') return [];
  const name = expr.kind === 'assign' && expr.left.kind === 'name' ? expr.left.name : holder;
  const way = lastWayOut(c, stmt.span.start, holder);
  if (soleBodyOf || (name !== holder && way.startsWith('goto'))) return [];
  const out = way === `return ${holder};` ? `return ${name};` : way;
  const text = `${name} = ${call};${nl}${indent}if (${name})${nl}${indent}${unitOf(c.text)}${out}`;
  const leaves = leavesSomething(c, stmt.span.start);
  return [{ title: `Check the result, and \`${out.replace(';', '')}\` when it fails${leaves ? ': what was acquired since is yours to undo' : ''}`, ...(leaves ? { isPartial: true as const } : {}), edits: [{ span: stmt.span, newText: text }] }];
}

/** Leaving where it is printed that the registration has failed. */
export function leaveAfterPrint(report: Report, c: FixContext): readonly Candidate[] {
  const at = anchorOf(report.at);
  const holder = resultVariable(c);
  const standing = at.routine.key === c.routine.key ? statementAt(c, at.span.start)?.stmt : undefined;
  const after = standing && statementsOf(c.routine.syntax.body).find((stmt) => stmt.kind === 'if' && stmt.span.start > standing.span.start);
  if (!standing || after?.kind !== 'if' || after.otherwise) return [];
  const assigned = standing.kind === 'expression' && standing.expr.kind === 'assign' && standing.expr.left.kind === 'name' ? standing.expr.left.name
    : standing.kind === 'declaration' ? standing.declarators.find(({ init }) => init?.span.start === at.span.start)?.name : undefined;
  const last = after.then.kind === 'compound' ? after.then.body.at(-1) : after.then;
  if (assigned === undefined || !last) return [];
  const way = lastWayOut(c, standing.span.start, assigned);
  if (way.startsWith('goto') && assigned !== holder) return [];
  const leaves = leavesSomething(c, standing.span.start);
  const edits = insertAfter(c, last.span.start, [way]);
  return edits ? [{ title: `\`${way.replace(';', '')}\` when it fails${leaves ? ': what was acquired since is yours to undo' : ''}`, ...(leaves ? { isPartial: true as const } : {}), edits }] : [];
}

/** What a condition asks whether it is NULL, and when it holds. */
function nullTest(e: Expr): { readonly pointer: Expr; readonly isNull: boolean } | undefined {
  if (e.kind === 'name' || e.kind === 'member') return { pointer: e, isNull: false };
  if (e.kind === 'binary' && (e.op === '==' || e.op === '!=') && ((e.right.kind === 'name' && e.right.name === 'NULL') || (e.right.kind === 'number' && e.right.value === 0))) return { pointer: e.left, isNull: e.op === '==' };
  const inner = e.kind === 'unary' && e.op === '!' ? nullTest(e.operand) : undefined;
  return inner && { ...inner, isNull: !inner.isNull };
}

/** An error pointer is asked for instead of NULL, and handed on where the function returns one. */
export function testForError(report: Report, c: FixContext): readonly Candidate[] {
  const at = anchorOf(report.at);
  const stmt = at.routine.key === c.routine.key ? statementAt(c, at.span.start)?.stmt : undefined;
  const test = stmt?.kind === 'if' ? nullTest(stmt.condition) : undefined;
  if (!test || stmt?.kind !== 'if') return [];
  const pointer = c.text.slice(test.pointer.span.start, test.pointer.span.end);
  const edits = [{ span: stmt.condition.span, newText: `${test.isNull ? '' : '!'}IS_ERR(${pointer})` }];
  const title = `Test \`${pointer}\` for an error pointer`;
  const body = stmt.then.kind === 'compound' ? stmt.then.body.at(-1) : stmt.then;
  const { returnType } = c.routine.syntax;
  const isReturned = test.isNull && body?.kind === 'return' && body.value !== undefined && /^(-\s*E[A-Z0-9]+|NULL)$/.test(c.text.slice(body.value.span.start, body.value.span.end));
  const whole = isReturned && body.value && returnType?.pointers === 0 ? [{ title, edits: [...edits, { span: body.value.span, newText: `PTR_ERR(${pointer})` }] }] : [];
  return [...whole, { title, edits }];
}

/** The call at `offset`. */
function callAt(c: FixContext, offset: number): CallExpr | undefined {
  let found: CallExpr | undefined;
  const look = (e: Expr): void => walkExpr(e, (x) => { if (x.kind === 'call' && x.span.start === offset) found = x; });
  for (const stmt of statementsOf(c.routine.syntax.body)) {
    if (stmt.kind === 'expression') look(stmt.expr);
    else if (stmt.kind === 'if') look(stmt.condition);
    else if (stmt.kind === 'declaration') for (const { init } of stmt.declarators) if (init) look(init);
  }
  return found;
}

/** All the variables that the expressions name are declared in a block around `offset`. */
function areInScope(c: FixContext, exprs: readonly Expr[], offset: number): boolean {
  let are = true;
  for (const e of exprs) {
    walkExpr(e, (x) => {
      const variable = x.kind === 'name' ? c.routine.graph.bindings.get(x) : undefined;
      const declared = variable?.parameter === undefined ? variable?.declarator?.nameSpan : undefined;
      const block = declared && statementAt(c, declared.start)?.parents.findLast(({ kind }) => kind === 'compound');
      if (block) are &&= block.span.start <= offset && offset < block.span.end;
    });
  }
  return are;
}

/** The end that is missing, before what the object is freed by, or a jump that leads there. */
export function endRegistration(report: Report, c: FixContext): readonly Candidate[] {
  const { begun, spots } = report;
  if (!begun || !spots || begun.routine.key !== c.routine.key || begun.callers.length > 0) return [];
  const call = callAt(c, begun.span.start);
  const does = call?.callee.kind === 'name' ? subscriberFunction(call.callee.name) : undefined;
  const subject = call?.args[0];
  const mm = call?.args[does?.mm ?? 0];
  if (!does || !subject || !mm) return [];
  const textOf = ({ span }: Expr): string => c.text.slice(span.start, span.end);
  const isInterval = does.verb === 'insert';
  const name = isInterval ? 'mmu_interval_notifier_remove' : 'mmu_notifier_unregister';
  const line = `${name}(${(isInterval ? [subject] : [subject, mm]).map(textOf).join(', ')});`;
  return spots.flatMap(({ start }) => {
    const edits = areInScope(c, isInterval ? [subject] : [subject, mm], start) ? insertBefore(c, start, [line]) : undefined;
    const before = statementAt(c, start)?.stmt;
    return edits ? [{ title: `Call ${name}() before \`${before ? c.text.slice(before.span.start, before.span.end).split('\n')[0] ?? '' : '}'}\``, edits }] : [];
  });
}
