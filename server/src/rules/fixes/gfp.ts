/** Allocating without waiting for memory. */
import { mayReclaim } from '../../kernel/sleep.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { Expr } from '../../syntax/ast.ts';
import { statementsOf, walkExpr } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';

/** The expressions of the statements around `offset`, innermost statement last. */
function expressionsAt(c: FixContext, offset: number): readonly Expr[] {
  return statementsOf(c.routine.syntax.body).flatMap((stmt): readonly (Expr | undefined)[] => {
    if (stmt.span.start > offset || offset >= stmt.span.end) return [];
    switch (stmt.kind) {
      case 'expression': return [stmt.expr];
      case 'declaration': return stmt.declarators.map(({ init }) => init);
      case 'return': return [stmt.value];
      case 'if': case 'while': case 'do': case 'switch': return [stmt.condition];
      default: return [];
    }
  }).filter((e) => e !== undefined);
}

/** @param flags GFP_ATOMIC where reserves may be used, GFP_NOWAIT where failing is better (Documentation/core-api/memory-allocation.rst) */
export function allocateWithoutWaiting(report: Report, c: FixContext, flags: 'GFP_ATOMIC' | 'GFP_NOWAIT'): readonly Candidate[] {
  const at = anchorOf(report.at);
  const edits: Candidate['edits'][number][] = [];
  for (const e of expressionsAt(c, at.span.start)) {
    walkExpr(e, (call) => {
      if (call.kind !== 'call' || call.span.start !== at.span.start || call.span.end !== at.span.end) return;
      for (const arg of call.args) walkExpr(arg, (x) => { if (x.kind === 'name' && mayReclaim(x.name)) edits.push({ span: x.span, newText: flags }); });
    });
  }
  return edits.length > 0 ? [{ title: `Allocate with ${flags}: without waiting for memory`, edits }] : [];
}
