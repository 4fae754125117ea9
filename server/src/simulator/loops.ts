/** Loops of a graph: what is asked again in their next turn. */
import { type BlockId, edgesOf, type FlowGraph } from '../flow/graph.ts';
import { endExprs, mentionsOf, stepExprs } from './mentions.ts';

const known = new WeakMap<FlowGraph, Map<BlockId, ReadonlySet<string>>>();

/** Names of functions that are called in the loop with this head, and in those around it. */
export function calledInLoop(graph: FlowGraph, head: BlockId): ReadonlySet<string> {
  const loops = known.get(graph) ?? new Map<BlockId, ReadonlySet<string>>();
  known.set(graph, loops);
  const names = loops.get(head) ?? find(graph, head);
  loops.set(head, names);
  return names;
}

function find({ blocks, ...graph }: FlowGraph, head: BlockId): ReadonlySet<string> {
  const after = blocks.map(({ end }) => edgesOf(end).map(({ to }) => to));
  const before = blocks.map((): BlockId[] => []);
  after.forEach((targets, from) => { for (const to of targets) before[to]?.push(from); });
  const [behind, leading] = [after, before].map((next) => {
    const reached = new Set([head]);
    // What is added while this goes on is gone through, too.
    for (const at of reached) for (const to of next[at] ?? []) reached.add(to);
    return reached;
  });
  const names = new Set<string>();
  for (const { id, steps, end } of blocks) {
    if (!behind?.has(id) || !leading?.has(id)) continue;
    for (const name of mentionsOf([...steps.flatMap(stepExprs), ...endExprs(end)], { blocks, ...graph }).calls) names.add(name);
  }
  return names;
}
