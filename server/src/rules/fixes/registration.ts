/** Looking at the result of a registration, and leaving as the function leaves on error. */
import { anchorOf } from '../../simulator/trace.ts';
import { statementsOf } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { resultVariable } from './pairing.ts';
import { indentAt, newlineOf, statementAt, unitOf } from './text.ts';

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
  return [{ title: `Check the result, and \`${out.replace(';', '')}\` when it fails`, edits: [{ span: stmt.span, newText: text }] }];
}
