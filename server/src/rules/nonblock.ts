/** What a function does with the outcome of a non-blocking start. */
import { edgesOf, type BlockId, type FlowGraph } from '../flow/graph.ts';
import type { RangeState } from '../simulator/state.ts';

/** Blocks on the only way from `from` to where ways part again or statements are executed: empty ones are passed over. */
function firstWork(graph: FlowGraph, from: BlockId): BlockId {
  let at = from;
  for (let hops = 0; hops < 64; hops++) {
    const block = graph.blocks[at];
    if (!block || block.steps.length > 0 || block.end.kind !== 'goto' || block.end.edge.kind !== 'next') return at;
    at = block.end.edge.to;
  }
  return at;
}

function reaches(graph: FlowGraph, from: BlockId, to: BlockId): boolean {
  // Only falling through counts: an arm that jumps does something about the failure.
  const seen = new Set<BlockId>([from]);
  for (const id of seen) {
    if (id === to) return true;
    const block = graph.blocks[id];
    if (block) for (const edge of edgesOf(block.end)) if (edge.kind === 'next') seen.add(edge.to);
  }
  return false;
}

/**
 * Whether the test of the outcome decides nothing: the arm taken on failure falls through to where success goes on, and success
 * does nothing that failure does not.
 */
export function outcomeIsIgnored(state: Extract<RangeState, { at: 'failed' }>): boolean {
  const { graph } = state.tested.routine;
  for (const block of graph.blocks) {
    if (block.end.kind !== 'branch' || block.end.span.start !== state.tested.span.start) continue;
    const ways = [firstWork(graph, block.end.whenTrue.to), firstWork(graph, block.end.whenFalse.to)] as const;
    const [failure, success] = state.onTrue ? ways : [ways[1], ways[0]];
    return failure === success || (reaches(graph, failure, success) && !decides(graph, failure, success));
  }
  return false;
}

/** The arm from `from` to `join` leaves a mark: it sets something, or may leave by a jump or a return. */
function decides(graph: FlowGraph, from: BlockId, join: BlockId): boolean {
  const seen = new Set<BlockId>([from]);
  for (const id of seen) {
    if (id === join) continue;
    const block = graph.blocks[id];
    if (!block) continue;
    if (block.end.kind === 'return' || edgesOf(block.end).some((e) => e.kind !== 'next')) return true;
    if (block.steps.some((s) => s.kind === 'evaluate' && (s.expr.kind === 'assign' || s.expr.kind === 'update'))) return true;
    for (const edge of edgesOf(block.end)) seen.add(edge.to);
  }
  return false;
}
