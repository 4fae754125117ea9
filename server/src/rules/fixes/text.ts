/** Edits that keep the file's style: where statements stand, how they are indented, what stands around them. */
import type { Expr, FunctionSyntax, Span, Stmt } from '../../syntax/ast.ts';
import { bodiesOf, walkExpr } from '../../syntax/walk.ts';
import type { PieceEdit } from './candidate.ts';

/** A function's text with its syntax. */
export interface TextContext {
  readonly text: string;
  readonly routine: { readonly syntax: FunctionSyntax };
}

/** A statement and where it stands. */
export interface Standing {
  readonly stmt: Stmt;
  /** The statement whose only body it is, without braces. */
  readonly soleBodyOf: Stmt | undefined;
  /** Its neighbours, if it stands in braces. */
  readonly block: readonly Stmt[] | undefined;
  readonly parents: readonly Stmt[];
}

function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset < outer.end;
}

/** The innermost statement at `offset` (relative to the piece) that is no block. */
export function statementAt(c: TextContext, offset: number): Standing | undefined {
  let found: Standing | undefined;
  const visit = (stmt: Stmt, soleBodyOf: Stmt | undefined, block: readonly Stmt[] | undefined, parents: readonly Stmt[]): void => {
    if (!contains(stmt.span, offset)) return;
    if (stmt.kind === 'compound') {
      for (const inner of stmt.body) visit(inner, undefined, stmt.body, [...parents, stmt]);
      return;
    }
    found = { stmt, soleBodyOf, block, parents };
    for (const body of bodiesOf(stmt)) visit(body, body.kind === 'compound' ? undefined : stmt, undefined, [...parents, stmt]);
  };
  visit(c.routine.syntax.body, undefined, undefined, []);
  return found;
}

/** Evaluating it a second time, or not at all, makes no difference. */
export function isPureTest(e: Expr): boolean {
  let isPure = true;
  walkExpr(e, (x) => {
    if (x.kind === 'call' || x.kind === 'assign' || x.kind === 'update' || x.kind === 'block') isPure = false;
  });
  return isPure;
}

/** One level of indentation as this function has it. */
export function unitOf(text: string): string {
  return /\n( +)\S/.exec(text)?.[1] ?? '\t';
}

/** The white space that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Insert `lines` (without indentation) before the statement at `offset`; braces are added where the statement has none. */
export function insertBefore(c: TextContext, offset: number, lines: readonly string[]): readonly PieceEdit[] | undefined {
  const nl = newlineOf(c.text);
  if (c.text[offset] === '}') {
    // Before a closing brace
    const outer = indentAt(c.text, offset);
    const line = c.text.lastIndexOf('\n', offset - 1) + 1;
    return [{ span: { start: line, end: line }, newText: lines.map((l) => `${outer}${unitOf(c.text)}${l}${nl}`).join('') }];
  }
  const at = statementAt(c, offset);
  if (!at) return undefined;
  const { stmt } = at;
  const indent = indentAt(c.text, stmt.span.start);
  if (!at.soleBodyOf) {
    return [{ span: { start: stmt.span.start, end: stmt.span.start }, newText: lines.map((l) => l + nl + indent).join('') }];
  }
  return wrapped(c, at.soleBodyOf, stmt, lines, []);
}

/** Insert `lines` after the statement at `offset`. */
export function insertAfter(c: TextContext, offset: number, lines: readonly string[]): readonly PieceEdit[] | undefined {
  const at = statementAt(c, offset);
  if (!at) return undefined;
  const nl = newlineOf(c.text);
  const indent = indentAt(c.text, at.stmt.span.start);
  if (at.soleBodyOf) return wrapped(c, at.soleBodyOf, at.stmt, [], lines);
  return [{ span: { start: at.stmt.span.end, end: at.stmt.span.end }, newText: lines.map((l) => nl + indent + l).join('') }];
}

function wrapped(c: TextContext, parent: Stmt, stmt: Stmt, before: readonly string[], after: readonly string[]): readonly PieceEdit[] | undefined {
  const nl = newlineOf(c.text);
  const outer = indentAt(c.text, parent.span.start);
  const inner = `${outer}${unitOf(c.text)}`;
  const head = c.text.slice(0, stmt.span.start).trimEnd().length;
  // A comment in between is the author's to place.
  if (/\*\/$|\/\/[^\n]*$/.test(c.text.slice(0, head))) return undefined;
  const rest = c.text.slice(stmt.span.end);
  const untilElse = /^\s*(?=else\b)/.exec(rest)?.[0];
  const close = `${after.map((l) => nl + inner + l).join('')}${nl}${outer}}${untilElse === undefined ? '' : ' '}`;
  return [
    { span: { start: head, end: stmt.span.start }, newText: ` {${nl}${before.map((l) => inner + l + nl).join('')}${inner}` },
    { span: { start: stmt.span.end, end: stmt.span.end + (untilElse?.length ?? 0) }, newText: close },
  ];
}

/** Remove the statement at `offset`, with its line if it stands alone there. */
export function remove(c: TextContext, offset: number): readonly PieceEdit[] | undefined {
  const at = statementAt(c, offset);
  if (!at) return undefined;
  const target = at.soleBodyOf && at.soleBodyOf.kind === 'if' && !at.soleBodyOf.otherwise && isPureTest(at.soleBodyOf.condition) ? at.soleBodyOf : at.soleBodyOf ? undefined : at.stmt;
  if (!target) return undefined;
  let { start, end } = target.span;
  const lineStart = c.text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = c.text.indexOf('\n', end);
  if (c.text.slice(lineStart, start).trim() === '' && lineEnd >= 0 && c.text.slice(end, lineEnd).trim() === '') {
    start = lineStart;
    end = lineEnd + 1;
  }
  return [{ span: { start, end }, newText: '' }];
}

/**
 * Move the statement at `from`, with the conditions around it, in front of the one at `to`. Only within one block: anything else could
 * change how often it runs.
 */
export function moveBefore(c: TextContext, from: number, to: number): readonly PieceEdit[] | undefined {
  const target = statementAt(c, to);
  const moved = target?.block?.find((s) => contains(s.span, from));
  if (!target?.block || !moved || moved === target.stmt || moved.span.start < target.stmt.span.start || (moved.kind !== 'expression' && moved.kind !== 'if')) return undefined;
  const lineStart = c.text.lastIndexOf('\n', moved.span.start - 1) + 1;
  const lineEnd = c.text.indexOf('\n', moved.span.end);
  if (c.text.slice(lineStart, moved.span.start).trim() !== '' || lineEnd < 0 || c.text.slice(moved.span.end, lineEnd).trim() !== '') return undefined;
  const before = c.text.lastIndexOf('\n', target.stmt.span.start - 1) + 1;
  return [
    { span: { start: before, end: before }, newText: c.text.slice(lineStart, lineEnd + 1) },
    { span: { start: lineStart, end: lineEnd + 1 }, newText: '' },
  ];
}

/** Columns of a line up to `offset`, with the kernel's tabs of eight. 0-based. */
export function columnAt(text: string, offset: number): number {
  let column = 0;
  for (let i = text.lastIndexOf('\n', offset - 1) + 1; i < offset; i++) column = text[i] === '\t' ? column - (column % 8) + 8 : column + 1;
  return column;
}

/** White space to a column, tabs first. */
export function padTo(column: number): string {
  return '\t'.repeat(Math.floor(column / 8)) + ' '.repeat(column % 8);
}
