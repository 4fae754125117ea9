/** What a function calls after it initialised a range: the evidence for the event's kind. */
import { edgesOf, type BlockId } from '../../flow/graph.ts';
import { rangeVerb } from '../../kernel/api.ts';
import type { Expr } from '../../syntax/ast.ts';
import { walkExpr } from '../../syntax/walk.ts';
import type { FixContext } from './candidate.ts';

function namesIn(e: Expr | undefined, into: Set<string>): boolean {
  let ends = false;
  if (e) walkExpr(e, (x) => {
    if (x.kind !== 'call' || x.callee.kind !== 'name') return;
    into.add(x.callee.name);
    ends ||= rangeVerb(x.callee.name) === 'end';
  });
  return ends;
}

/** Names of the functions called between a start and the next end, on any path. */
export function callsWhileOpen(c: FixContext): ReadonlySet<string> {
  const { blocks } = c.routine.graph;
  const names = new Set<string>();
  const queue: { readonly block: BlockId; readonly step: number }[] = [];
  for (const block of blocks) {
    block.steps.forEach((step, i) => {
      if (step.kind !== 'evaluate') return;
      walkExpr(step.expr, (x) => {
        if (x.kind === 'call' && x.callee.kind === 'name' && rangeVerb(x.callee.name)?.startsWith('start')) queue.push({ block: block.id, step: i + 1 });
      });
    });
  }
  const seen = new Set<BlockId>();
  for (const { block: id, step } of queue) {
    const block = blocks[id];
    if (!block || (step === 0 && seen.has(id))) continue;
    if (step === 0) seen.add(id);
    let ended = false;
    for (const s of block.steps.slice(step)) {
      ended = namesIn(s.kind === 'evaluate' ? s.expr : s.kind === 'set' ? s.value : s.kind === 'declare' ? s.init : undefined, names);
      if (ended) break;
    }
    if (ended) continue;
    if (block.end.kind === 'branch') namesIn(block.end.condition, names);
    for (const edge of edgesOf(block.end)) queue.push({ block: edge.to, step: 0 });
  }
  return names;
}
