/** The range_init that is missing, where what it needs can be read off the code. */
import { rankEvents } from '../../kernel/event-evidence.ts';
import { OWNED_EVENTS } from '../../kernel/events.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { ExpressionStmt } from '../../syntax/ast.ts';
import { statementsOf } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { argumentFor } from './pairing.ts';
import { layOut } from './call-layout.ts';
import { columnAt, insertBefore, newlineOf } from './text.ts';

const INIT = 'mmu_notifier_range_init';

/** `range.start = A;` among the statements before `offset`. */
function storeOf(field: string, report: Report, c: FixContext, offset: number): ExpressionStmt | undefined {
  for (const stmt of statementsOf(c.routine.syntax.body)) {
    if (stmt.kind !== 'expression' || stmt.span.start >= offset || stmt.expr.kind !== 'assign' || stmt.expr.op !== '=') continue;
    const { left } = stmt.expr;
    if (left.kind !== 'member' || left.field !== field || c.text.slice(left.object.span.start, left.object.span.end) !== report.range) continue;
    return stmt;
  }
  return undefined;
}

/** The mm whose tables are meant: the only vma's, or the only mm in scope. */
function mmFor(c: FixContext): string | undefined {
  const mms = c.routine.graph.variables.filter((v) => v.typeBase === 'struct mm_struct' && v.pointers === 1);
  if (mms.length === 1) return mms[0]?.name;
  const vmas = c.routine.graph.variables.filter((v) => v.typeBase === 'struct vm_area_struct' && v.pointers === 1);
  return vmas.length === 1 && vmas[0] && mms.length === 0 ? `${vmas[0].name}->vm_mm` : undefined;
}

export function initBefore(report: Report, c: FixContext): readonly Candidate[] {
  const at = anchorOf(report.at).span.start;
  const roles = c.generation.functions.get(INIT)?.parameters;
  const mm = mmFor(c);
  if (!roles || mm === undefined || report.range === undefined) return [];
  const [start, end] = [storeOf('start', report, c, at), storeOf('end', report, c, at)];
  const named = (name: string): string | undefined => c.routine.graph.variables.find((v) => v.name === name && v.pointers === 0)?.name;
  // What was stored in the range is kept there and read from there, as madvise does it.
  const from = (start && `${report.range}.start`) ?? named('start') ?? named('address') ?? named('addr');
  const to = (end && `${report.range}.end`) ?? named('end') ?? (from === undefined ? undefined : `${from} + PAGE_SIZE`);
  if (from === undefined || to === undefined) return [];
  const vma = c.routine.graph.variables.find((v) => v.typeBase === 'struct vm_area_struct')?.name ?? 'NULL';
  const events = c.generation.events.length > 0 ? rankEvents(c.generation.events, new Set(c.entryDeeds(at).keys()), false).map(({ event }) => event).filter((event) => !OWNED_EVENTS.includes(event)) : [undefined];
  return events.flatMap((event) => {
    const values: Readonly<Record<string, string | undefined>> = { range: argumentFor(report.range ?? '', c), event, flags: '0', vma, mm, start: from, end: to };
    const args = roles.map((role) => values[role]);
    if (args.some((a) => a === undefined)) return [];
    const inserted = insertBefore(c, at, [`${layOut(INIT, args.flatMap((a) => a ?? []), { column: columnAt(c.text, at), nl: newlineOf(c.text) })};`]);
    if (!inserted) return [];
    return [{ title: `Initialise \`${report.range}\`${event === undefined ? '' : ` with ${event}`}`, edits: inserted, ...(event === undefined ? {} : { event }) }];
  });
}
