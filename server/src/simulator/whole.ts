/** The slice that leaves nothing out that is done: for surveys, where everything that a callback does is of interest. */
import type { FlowGraph, Step } from '../flow/graph.ts';
import { edgesOf } from '../flow/graph.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { liveNames, postorder } from './liveness.ts';
import { endExprs, mentionsOf, stepExprs } from './mentions.ts';
import type { Slice } from './slice.ts';

/** A name and no more, as every call is one while it is typed. */
function isIdle(step: Step): boolean {
  return step.kind === 'evaluate' && step.discarded && step.expr.kind === 'name';
}

export function wholeSlice(graph: FlowGraph): Slice {
  const order = postorder(graph);
  const places = graph.blocks.map(() => 0);
  for (const [i, block] of order.entries()) places[block.id] = order.length - i;
  const steps = graph.blocks.map((b) => b.steps.map((step) => !isIdle(step)));
  const live = liveNames(graph, order, {
    step: (block, i) => (block.steps[i] && steps[block.id]?.[i] ? mentionsOf(stepExprs(block.steps[i]), graph) : undefined),
    end: (block) => mentionsOf(endExprs(block.end), graph),
  });
  // What the core says of the range that it gives to a callback is true to the end.
  const given = graph.variables.filter((v) => v.parameter !== undefined && v.typeBase === RANGE_TYPE).map(({ id }) => id);
  return {
    steps,
    ends: graph.blocks.map((b) => new Set(edgesOf(b.end).map(({ to }) => to)).size > 1 || b.end.kind === 'return'),
    first: graph.blocks.map(({ id }) => id),
    order: places,
    live: live.map((names) => new Set([...names, ...given])),
    followsLocks: false,
    rangeMembers: new Set(),
  };
}
