/** Calls whose result nobody takes. */
import type { Block, FlowGraph, Step, Variable } from '../flow/graph.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { type Executed, liveAfter, liveNames, postorder } from './liveness.ts';
import { endExprs, mentionsOf, stepExprs } from './mentions.ts';

/** The call that a step stores whole in a variable of the function. */
function stored(step: Step, graph: FlowGraph): { readonly call: CallExpr; readonly variable: Variable } | undefined {
  if (step.kind === 'declare') return step.init?.kind === 'call' ? { call: step.init, variable: step.variable } : undefined;
  if (step.kind === 'set') return step.value.kind === 'call' ? { call: step.value, variable: step.variable } : undefined;
  if (step.kind !== 'evaluate' || step.expr.kind !== 'assign' || step.expr.op !== '=' || step.expr.right.kind !== 'call' || step.expr.left.kind !== 'name') return undefined;
  const variable = graph.bindings.get(step.expr.left);
  return variable && { call: step.expr.right, variable };
}

/** Calls that are statements of their own. */
export function discardedCalls(graph: FlowGraph): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  for (const block of graph.blocks) for (const step of block.steps) if (step.kind === 'evaluate' && step.discarded && step.expr.kind === 'call') found.add(step.expr);
  return found;
}

/**
 * Calls whose result is stored where no path looks at it.
 * @param isHidden whether a variable of this name may be used where it can't be seen, in a macro
 */
export function deadStores(graph: FlowGraph, isHidden: (name: string) => boolean): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  // What can't be understood may use anything.
  if (graph.blocks.some((block) => block.steps.some((step) => step.kind === 'unknown'))) return found;
  const executed: Executed = {
    step: (block, index) => {
      const step = block.steps[index];
      return !step || step.kind === 'leave' ? undefined : mentionsOf(stepExprs(step), graph);
    },
    end: (block: Block) => mentionsOf(endExprs(block.end), graph),
  };
  const addressed = new Set<string>();
  for (const block of graph.blocks) for (const step of block.steps) for (const name of mentionsOf(stepExprs(step), graph).addressed) addressed.add(name);
  const live = liveNames(graph, postorder(graph), executed);
  for (const block of graph.blocks) {
    block.steps.forEach((step, i) => {
      const store = stored(step, graph);
      if (!store || store.variable.isStatic || store.variable.declarator?.cleanup !== undefined || addressed.has(store.variable.id) || isHidden(store.variable.name)) return;
      if (!liveAfter(graph, live, executed, block, i).has(store.variable.id)) found.add(store.call);
    });
  }
  return found;
}
