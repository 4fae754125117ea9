/** What runs only where an iterator finds something: the bodies of `list_for_each_entry()` and its like. */
import { type BlockId, edgesOf, type FlowGraph } from '../flow/graph.ts';
import { endExprs } from '../simulator/mentions.ts';
import type { Site } from '../simulator/trace.ts';

const known = new WeakMap<FlowGraph, ReadonlySet<BlockId>>();

export function isInIteration({ routine: { graph }, span }: Site): boolean {
  let bodies = known.get(graph);
  if (!bodies) known.set(graph, (bodies = bodiesIn(graph)));
  const block = graph.blocks.find(({ steps, end }) => [...steps, ...endExprs(end)].some((part) => part && part.span.start <= span.start && span.end <= part.span.end));
  return block !== undefined && bodies.has(block.id);
}

/** Blocks that are reached through a turn of an iteration, and in no other way. */
function bodiesIn(graph: FlowGraph): ReadonlySet<BlockId> {
  const found = new Set<BlockId>();
  for (const { id, end } of graph.blocks) {
    if (end.kind !== 'choice') continue;
    const [turn, ...others] = edgesOf(end);
    const without = new Set<BlockId>([id]);
    reach(graph, [graph.entry, ...others.map(({ to }) => to)], without);
    const within = new Set<BlockId>([id]);
    if (turn) reach(graph, [turn.to], within);
    for (const block of within) if (!without.has(block)) found.add(block);
  }
  return found;
}

/** Adds what is reached from these blocks; what is there already is not gone through. */
function reach(graph: FlowGraph, from: readonly BlockId[], found: Set<BlockId>): void {
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const block = graph.blocks[at];
    if (!block || found.has(at)) continue;
    found.add(at);
    open.push(...edgesOf(block.end).map(({ to }) => to));
  }
}
