/** Testing the result of a non-blocking start, and leaving as the function leaves on error. */
import type { CallExpr, Stmt } from '../../syntax/ast.ts';
import { anchorOf } from '../../simulator/trace.ts';
import { statementsOf } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext, PieceEdit } from './candidate.ts';
import { resultVariable } from './pairing.ts';
import { indentAt, insertAfter, newlineOf, statementAt, unitOf } from './text.ts';

/** How the function could leave when nothing was started, likeliest first. */
function exitsOf(c: FixContext, parents: readonly Stmt[]): readonly (readonly string[])[] {
  const ways: (readonly string[])[] = [];
  const loop = parents.findLast((p) => p.kind === 'while' || p.kind === 'for' || p.kind === 'do' || (p.kind === 'macro-block' && /for_?each/i.test(p.name)));
  if (loop) ways.push(['continue;']);
  const result = resultVariable(c);
  for (const stmt of statementsOf(c.routine.syntax.body)) {
    if (stmt.kind === 'label') ways.push(result === undefined ? [`goto ${stmt.name};`] : [`${result} = -EAGAIN;`, `goto ${stmt.name};`]);
  }
  const type = c.routine.syntax.returnType;
  if (type) {
    const value = type.pointers > 0 ? ' NULL' : type.base === 'void' ? '' : type.base === 'bool' || type.base === '_Bool' ? ' false' : ' -EAGAIN';
    ways.push([`return${value};`]);
  }
  return ways;
}

export function checkResult(report: Report, c: FixContext): readonly Candidate[] {
  const at = anchorOf(report.at);
  const standing = statementAt(c, at.span.start);
  if (!standing || at.routine.key !== c.routine.key) return [];
  const { stmt } = standing;
  const nl = newlineOf(c.text);
  const indent = indentAt(c.text, stmt.span.start);
  const call = c.text.slice(at.span.start, at.span.end);
  const found: Candidate[] = [];
  const holder = assigned(stmt);
  const returnsInt = c.routine.syntax.returnType?.pointers === 0 && !/^(void|bool|_Bool)$/.test(c.routine.syntax.returnType.base);
  const ways = exitsOf(c, standing.parents);
  // The result itself is what a caller wants to know.
  for (const lines of holder !== undefined && returnsInt ? ways.map((way) => (way.at(-1) === 'return -EAGAIN;' ? [`return ${holder};`] : way)) : ways) {
    const body = lines.length === 1 ? `${nl}${indent}\t${lines[0]}` : ` {${nl}${lines.map((l) => `${indent}\t${l}${nl}`).join('')}${indent}}`;
    let edits: readonly PieceEdit[] | undefined;
    if (stmt.kind === 'expression' && (stmt.expr.kind === 'call' || stmt.expr.kind === 'cast')) edits = [{ span: stmt.span, newText: `if (${call})${body}` }];
    else {
      const target = holder;
      const kept = lines.filter((l) => !l.startsWith(`${target} =`));
      const test = target === undefined ? undefined : [`if (${target})`, ...kept.map((l) => `${unitOf(c.text)}${l}`)];
      edits = test && kept.length === 1 ? insertAfter(c, stmt.span.start, test) : undefined;
    }
    if (edits) found.push({ title: `Check the result, and \`${lines.at(-1)?.replace(';', '')}\` when nothing was started`, edits });
  }
  return found;
}

function assigned(stmt: Stmt): string | undefined {
  if (stmt.kind === 'expression' && stmt.expr.kind === 'assign' && stmt.expr.left.kind === 'name') return stmt.expr.left.name;
  const call = (e: CallExpr | undefined): boolean => e !== undefined;
  const declarator = stmt.kind === 'declaration' ? stmt.declarators.find((d) => call(d.init?.kind === 'call' ? d.init : undefined)) : undefined;
  return declarator?.name;
}
