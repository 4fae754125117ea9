/** When slices of two alternatives are one. */
import { type BlockId, edgesOf, type FlowGraph } from '../flow/graph.ts';
import type { Slice } from './slice.ts';

/**
 * Names what is left of a function in its slice: equal for two alternatives of one text that differ only in what does not matter.
 * Positions stand for what is written there.
 */
export function sliceKey(graph: FlowGraph, slice: Slice): string {
  const order: BlockId[] = [slice.first[graph.entry] ?? -1];
  const index = new Map<BlockId, number>(order.map((id, i) => [id, i]));
  const parts: string[] = [];
  for (const id of order) {
    const block = graph.blocks[id];
    if (!block) continue;
    block.steps.forEach((step, i) => {
      if (slice.steps[id]?.[i]) parts.push(`${step.kind}${step.span.start}`);
    });
    const targets = edgesOf(block.end).map((edge) => slice.first[edge.to] ?? -1);
    for (const target of targets) {
      if (index.has(target)) continue;
      index.set(target, order.length);
      order.push(target);
    }
    const at = block.end.kind === 'goto' || block.end.kind === 'stop' ? '' : block.end.span.start;
    parts.push(slice.ends[id] ? `${block.end.kind}${at}>${targets.map((t) => index.get(t)).join()}` : `>${index.get(targets[0] ?? -1)}${block.end.kind === 'return' ? `r${at}` : ''}`);
  }
  return parts.join(' ');
}
