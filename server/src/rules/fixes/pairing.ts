/** Fixes that make starts and ends pair. */
import { rangeVerb } from '../../kernel/api.ts';
import type { LabelStmt, Span, Stmt } from '../../syntax/ast.ts';
import { statementsOf, walkExpr } from '../../syntax/walk.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext, PieceEdit } from './candidate.ts';
import { indentAt, insertAfter, insertBefore, isPureTest, moveBefore, newlineOf, remove, statementAt, unitOf } from './text.ts';

/** How many places in a block are tried; the simulator has to run for each. */
const PLACES = 12;

const END = 'mmu_notifier_invalidate_range_end';
const START = 'mmu_notifier_invalidate_range_start';

/** `&range`, or `range` for a pointer. */
export function argumentFor(range: string, c: FixContext): string {
  // Three arguments, in a tree without ranges.
  if (range.includes(',')) return range;
  const variable = c.routine.graph.variables.find((v) => v.name === range);
  return variable && variable.pointers > 0 ? range : `&${range}`;
}

function endCall(report: Report, c: FixContext): string | undefined {
  return report.range === undefined ? undefined : `${END}(${argumentFor(report.range, c)});`;
}

function calls(stmt: Stmt, wanted: (verb: string) => boolean): boolean {
  let hit = false;
  if (stmt.kind === 'expression') {
    walkExpr(stmt.expr, (e) => {
      if (e.kind === 'call' && e.callee.kind === 'name') hit ||= wanted(rangeVerb(e.callee.name) ?? '');
    });
  }
  return hit;
}

/** The end on each way out that leaks. */
export function endBefore(report: Report, c: FixContext): readonly Candidate[] {
  const line = endCall(report, c);
  if (line === undefined || !report.spots) return [];
  const found: Candidate[] = [];
  const add = (title: string, edits: readonly PieceEdit[] | undefined): void => {
    if (edits) found.push({ title, edits });
  };
  // Behind the label where the unwinding begins, if the way out leads there: the reverse of the order in which things were taken.
  const [only, ...more] = report.spots;
  const exit = only && more.length === 0 ? statementAt(c, only.start) : undefined;
  const label = exit?.block?.slice(0, exit.block.indexOf(exit.stmt)).findLast((s) => s.kind === 'label');
  if (label?.kind === 'label' && exit?.block) {
    const next = exit.block[exit.block.indexOf(label) + 1];
    if (next && next !== exit.stmt) add(`End \`${report.range}\` behind the label \`${label.name}\``, insertBefore(c, next.span.start, [line]));
  }
  const everywhere = report.spots.map((spot) => beforeLeaving(c, spot, [line]));
  if (everywhere.every((edits) => edits !== undefined)) {
    add(`End \`${report.range}\` before leaving${report.spots.length > 1 ? ` (${report.spots.length} places)` : ''}`, everywhere.flatMap((edits) => edits ?? []));
  }
  const start = startOf(report, c);
  if (!start) return found;
  const owner = statementAt(c, start);
  const around = owner?.parents.findLast((p) => p.kind === 'if');
  // Asked again, a call might answer otherwise.
  const guard = around?.kind === 'if' && isPureTest(around.condition) ? around : undefined;
  if (guard?.kind === 'if') {
    const condition = c.text.slice(guard.condition.span.start, guard.condition.span.end);
    const guarded = report.spots.map((spot) => beforeLeaving(c, spot, [`if (${condition})`, `${unitOf(c.text)}${line}`]));
    if (guarded.every((edits) => edits !== undefined)) add(`End \`${report.range}\` before leaving if it was started`, guarded.flatMap((edits) => edits ?? []));
  }
  for (const block of [owner?.block, ...(owner?.parents ?? []).toReversed().map((p) => (p.kind === 'compound' ? p.body : undefined))]) {
    const behind = (block ?? []).filter((s) => s.span.start > start && s.kind !== 'case');
    const last = behind.at(-1);
    if (last && last.kind !== 'label') add(`End \`${report.range}\` at the end of the block`, insertAfter(c, last.span.start, [line]));
    // Right behind the start it would cover nothing.
    for (const stmt of behind.slice(block === owner?.block ? 1 : 0).toReversed().slice(0, PLACES)) {
      add(`End \`${report.range}\` before \`${firstLine(c, stmt)}\``, stmt.kind === 'label' ? beforeLabel(c, stmt, line) : insertBefore(c, stmt.span.start, [line]));
      if (guard?.kind === 'if' && block !== owner?.block) {
        const condition = c.text.slice(guard.condition.span.start, guard.condition.span.end);
        add(`End \`${report.range}\` if it was started`, insertBefore(c, stmt.span.start, [`if (${condition})`, `${unitOf(c.text)}${line}`]));
      }
    }
  }
  return found;
}

function firstLine(c: FixContext, stmt: Stmt): string {
  const text = c.text.slice(stmt.span.start, stmt.span.end).split('\n')[0]?.trim() ?? '';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function startOf(report: Report, c: FixContext): number | undefined {
  for (let t = report.trace; t; t = t.before) {
    if (t.step?.kind === 'start') {
      const site = anchorOf(t.step.site);
      return site.routine.key === c.routine.key ? site.span.start : undefined;
    }
  }
  return undefined;
}

/** Through the function's own unwinding: jump to a label behind which the range is ended. */
export function endThroughLabel(report: Report, c: FixContext): readonly Candidate[] {
  if (!report.spots) return [];
  const labels = labelsBeforeEnd(c);
  const found: Candidate[] = [];
  for (const label of labels) {
    const edits = report.spots.map((spot) => jumpTo(c, spot, label.name));
    if (edits.every((e) => e !== undefined)) found.push({ title: `Leave through \`${label.name}\`, which ends \`${report.range}\``, edits: edits.flatMap((e) => e ?? []) });
  }
  return found;
}

/** Labels right behind which the range is ended. What else stands there might undo what was never done. */
function labelsBeforeEnd(c: FixContext): readonly LabelStmt[] {
  const found: LabelStmt[] = [];
  for (const block of statementsOf(c.routine.syntax.body)) {
    if (block.kind !== 'compound') continue;
    block.body.forEach((stmt, i) => {
      if (stmt.kind === 'label' && endsRange(block.body[i + 1])) found.push(stmt);
    });
  }
  return found;
}

function endsRange(stmt: Stmt | undefined): boolean {
  if (!stmt) return false;
  return calls(stmt, (verb) => verb === 'end') || (stmt.kind === 'if' && !stmt.otherwise && calls(stmt.then, (verb) => verb === 'end'));
}

/** `lines` before control leaves at `spot`; a result that is computed there is computed first. */
function beforeLeaving(c: FixContext, spot: Span, lines: readonly string[]): readonly PieceEdit[] | undefined {
  const stmt = statementAt(c, spot.start)?.stmt;
  if (stmt?.kind !== 'return' || !stmt.value || isPureTest(stmt.value)) return insertBefore(c, spot.start, lines);
  const result = resultVariable(c);
  const inserted = result === undefined ? undefined : insertBefore(c, stmt.span.start, [`${result} = ${c.text.slice(stmt.value.span.start, stmt.value.span.end)};`, ...lines]);
  return inserted && [...inserted, { span: stmt.span, newText: `return ${result};` }];
}

function jumpTo(c: FixContext, spot: Span, label: string): readonly PieceEdit[] | undefined {
  const stmt = statementAt(c, spot.start)?.stmt;
  if (stmt?.kind === 'goto' && stmt.label !== undefined && stmt.label !== label) {
    return [{ span: stmt.span, newText: `goto ${label};` }];
  }
  if (stmt?.kind !== 'return') return undefined;
  if (!stmt.value) return [{ span: stmt.span, newText: `goto ${label};` }];
  const result = resultVariable(c);
  if (result === undefined) return undefined;
  const value = c.text.slice(stmt.value.span.start, stmt.value.span.end);
  if (value === result) return [{ span: stmt.span, newText: `goto ${label};` }];
  const inserted = insertBefore(c, stmt.span.start, [`${result} = ${value};`]);
  return inserted && [...inserted, { span: stmt.span, newText: `goto ${label};` }];
}

/** The variable that the function's last return hands back. */
export function resultVariable(c: FixContext): string | undefined {
  const last = statementsOf(c.routine.syntax.body).findLast((s) => s.kind === 'return');
  return last?.kind === 'return' && last.value?.kind === 'name' ? last.value.name : undefined;
}

export function removeCall(report: Report, c: FixContext, title: string): readonly Candidate[] {
  const at = anchorOf(report.at);
  const edits = at.routine.key === c.routine.key ? remove(c, at.span.start) : undefined;
  return edits ? [{ title, edits }] : [];
}

/** The statement that stands too late, in front of the call or lock that it has to precede. */
export function moveInFrontOf(report: Report, c: FixContext, kind: 'start' | 'lock', title: string): readonly Candidate[] {
  const at = anchorOf(report.at);
  if (at.routine.key !== c.routine.key) return [];
  for (let t = report.trace; t; t = t.before) {
    if (t.step?.kind !== kind || t.step.site.span.start === report.at.span.start) continue;
    const edits = moveBefore(c, at.span.start, anchorOf(t.step.site).span.start);
    return edits ? [{ title, edits }] : [];
  }
  return [];
}

/** The start that is missing, right after the range was filled in. */
export function startBefore(report: Report, c: FixContext): readonly Candidate[] {
  if (report.range === undefined) return [];
  const line = `${START}(${argumentFor(report.range, c)});`;
  for (let t = report.trace; t; t = t.before) {
    if (t.step?.kind !== 'init') continue;
    const edits = insertAfter(c, anchorOf(t.step.site).span.start, [line]);
    return edits ? [{ title: `Start \`${report.range}\` after it is initialised`, edits }] : [];
  }
  return [];
}

function beforeLabel(c: FixContext, label: LabelStmt, line: string): readonly PieceEdit[] {
  const lineStart = c.text.lastIndexOf('\n', label.span.start - 1) + 1;
  const before = c.text.slice(0, lineStart).trimEnd();
  const indent = indentAt(c.text, before.length - 1) || '\t';
  return [{ span: { start: lineStart, end: lineStart }, newText: `${indent}${line}${newlineOf(c.text)}` }];
}

/** An end behind a label that is also reached with nothing started moves in front of the label. */
export function guardEnd(report: Report, c: FixContext): readonly Candidate[] {
  const line = endCall(report, c);
  const at = statementAt(c, anchorOf(report.at).span.start);
  if (line === undefined || !at?.block) return [];
  const removed = remove(c, at.stmt.span.start);
  const labels = at.block.slice(0, at.block.indexOf(at.stmt)).filter((s): s is LabelStmt => s.kind === 'label');
  if (!removed) return [];
  return labels.toReversed().slice(0, PLACES).map((label) => ({
    title: `End \`${report.range}\` before the label \`${label.name}\``,
    edits: [...beforeLabel(c, label, line), ...removed],
  }));
}
