/** Which names may still be asked for: what is known of all others can be forgotten. */
import type { Block, BlockId, Edge, FlowGraph } from '../flow/graph.ts';
import { edgesOf } from '../flow/graph.ts';
import { assigned, type Mentions, mentionsOf, predicateName, rootOf } from './mentions.ts';

/** What is run of a function; `undefined` for what is not. */
export interface Executed {
  step(block: Block, index: number): Mentions | undefined;
  end(block: Block): Mentions | undefined;
}

/**
 * Backward data flow.
 * @param order all blocks, successors first as far as loops let them
 * @returns by block: names that may be asked for at its start (see `Slice.live`)
 */
export function liveNames(graph: FlowGraph, order: readonly Block[], executed: Executed): readonly ReadonlySet<string>[] {
  const live = graph.blocks.map(() => new Set<string>());
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      const set = live[block.id];
      if (!set) continue;
      const now = liveAtEnd(block, live, executed);
      for (let i = block.steps.length - 1; i >= 0; i--) liveBefore(graph, block, i, executed, now);
      if (now.size !== set.size || [...now].some((name) => !set.has(name))) {
        live[block.id] = now;
        changed = true;
      }
    }
  }
  const origins = originsOf(graph);
  if (origins.size > 0) for (const set of live) withOrigins(set, origins);
  return live;
}

/** By pointer, the variables that it may have been reached through: what is known of memory has the name of the first. */
function originsOf(graph: FlowGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { steps } of graph.blocks) {
    for (const step of steps) {
      const [variable, value] = assigned(step, graph);
      const root = variable && variable.pointers > 0 && value ? rootOf(value, graph) : undefined;
      if (variable && root !== undefined && root !== variable.id && !root.startsWith('::')) found.set(variable.id, (found.get(variable.id) ?? new Set()).add(root));
    }
  }
  return found;
}

function withOrigins(names: Set<string>, origins: ReadonlyMap<string, ReadonlySet<string>>): void {
  // What is added while this goes on is gone through, too.
  for (const name of names) for (const origin of origins.get(name) ?? []) names.add(origin);
}

/** Behind the steps of a block. */
function liveAtEnd(block: Block, live: readonly ReadonlySet<string>[], executed: Executed): Set<string> {
  const now = new Set<string>();
  for (const e of edgesOf(block.end)) for (const name of live[e.to] ?? []) now.add(name);
  const end = executed.end(block);
  if (end) useAll(now, end);
  return now;
}

/** Names that may be asked for behind a step. @param live what `liveNames` gave */
export function liveAfter(graph: FlowGraph, live: readonly ReadonlySet<string>[], executed: Executed, block: Block, index: number): ReadonlySet<string> {
  const now = liveAtEnd(block, live, executed);
  for (let i = block.steps.length - 1; i > index; i--) liveBefore(graph, block, i, executed, now);
  return now;
}

/** From behind the step to before it. */
function liveBefore(graph: FlowGraph, block: Block, index: number, executed: Executed, now: Set<string>): void {
  const step = block.steps[index];
  const m = executed.step(block, index);
  if (!step || !m) return;
  if (step.kind === 'declare' || step.kind === 'set') now.delete(step.variable.id);
  else if (step.kind === 'evaluate' && step.expr.kind === 'assign' && step.expr.op === '=' && step.expr.left.kind === 'name') {
    const variable = graph.bindings.get(step.expr.left);
    if (variable) {
      now.delete(variable.id);
      useAll(now, mentionsOf([step.expr.right], graph));
      return;
    }
  }
  if (step.kind === 'leave') now.add(step.variable.id);
  useAll(now, m);
}

function useAll(into: Set<string>, m: Mentions): void {
  for (const name of m.reads) into.add(name);
  for (const callee of m.calls) into.add(predicateName(callee));
}

/** Blocks so that successors come before predecessors, as far as loops let them; what is behind a loop comes before what is in it. */
export function postorder(graph: FlowGraph): readonly Block[] {
  const seen = new Set<BlockId>([graph.entry]);
  const out: Block[] = [];
  const stack: { readonly block: Block; readonly edges: readonly Edge[]; next: number }[] = [];
  const enter = (block: Block): void => void stack.push({ block, edges: edgesOf(block.end).toReversed(), next: 0 });
  const entry = graph.blocks[graph.entry];
  if (entry) enter(entry);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const edge = top.edges[top.next];
    if (!edge) {
      out.push(top.block);
      stack.pop();
      continue;
    }
    top.next += 1;
    const target = graph.blocks[edge.to];
    if (target && !seen.has(edge.to)) {
      seen.add(edge.to);
      enter(target);
    }
  }
  return out;
}

