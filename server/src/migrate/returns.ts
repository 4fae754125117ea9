/** A callback that could not fail and now returns whether it did, and the other way round. */
import type { Expr, Stmt } from '../syntax/ast.ts';
import { walkFunction } from '../syntax/scope.ts';
import { walkExpr } from '../syntax/walk.ts';
import { indentAt, insertBefore, newlineOf, remove, unitOf } from '../rules/fixes/text.ts';
import { type Job, target } from './job.ts';
import { contextOf, inFile, type Place, textIn } from './places.ts';

export function convertReturns(type: string, places: readonly Place[], job: Job): void {
  for (const place of places) {
    const returns: Extract<Stmt, { kind: 'return' }>[] = [];
    walkFunction(place.syntax.body, (stmt) => {
      if (stmt.kind === 'return') returns.push(stmt);
    }, () => {});
    if (type === 'void') for (const stmt of returns) withoutValue(stmt, place, job);
    else {
      for (const stmt of returns) if (!stmt.value) job.script.replace('callbacks', inFile(place, stmt.span), 'return 0;');
      addLast(place, job);
    }
  }
}

function addLast(place: Place, job: Job): void {
  const { body } = place.syntax;
  const last = body.body.at(-1);
  if (last?.kind === 'return' || (last?.kind === 'goto')) return;
  const brace = body.span.end - 1;
  const nl = newlineOf(place.text);
  const line = place.text.lastIndexOf('\n', brace - 1) + 1;
  const indent = `${indentAt(place.text, brace)}${unitOf(place.text)}`;
  const isAlone = place.text.slice(line, brace).trim() === '';
  const at = isAlone ? line : brace;
  job.script.replace('callbacks', inFile(place, { start: at, end: at }), isAlone ? `${indent}return 0;${nl}` : ' return 0; ');
}

function hasEffect(e: Expr): boolean {
  let found = false;
  walkExpr(e, (x) => {
    found ||= x.kind === 'call' || x.kind === 'assign' || x.kind === 'update' || x.kind === 'block';
  });
  return found;
}

function withoutValue(stmt: Extract<Stmt, { kind: 'return' }>, place: Place, job: Job): void {
  const { value } = stmt;
  if (!value) return;
  const isSuccess = value.kind === 'number' && value.value === 0;
  if (!isSuccess) job.script.lose(inFile(place, stmt.span).start, `the result ${textIn(place, value)} is lost: in ${target(job)} this callback can't fail`);
  if (hasEffect(value)) for (const edit of insertBefore(contextOf(place), stmt.span.start, [`${textIn(place, value)};`]) ?? []) job.script.replace('callbacks', inFile(place, edit.span), edit.newText);
  const isLast = place.syntax.body.body.at(-1) === stmt && !hasEffect(value);
  const gone = isLast ? remove(contextOf(place), stmt.span.start)?.[0] : undefined;
  // With the empty line that set it apart.
  const blank = gone ? (/\n([ \t]*\r?\n)$/.exec(place.text.slice(0, gone.span.start))?.[1]?.length ?? 0) : 0;
  if (gone) job.script.replace('callbacks', inFile(place, { start: gone.span.start - blank, end: gone.span.end }), gone.newText);
  else job.script.replace('callbacks', inFile(place, stmt.span), 'return;');
}
