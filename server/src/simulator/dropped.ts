/** Calls whose result nobody takes, or makes anything of. */
import { type Block, type BlockId, edgesOf, type Edge, type FlowGraph, type Step, type Variable } from '../flow/graph.ts';
import { isPrinting, isWarning, transparentArgument } from '../kernel/functions.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { type Executed, liveAfter, liveNames, postorder } from './liveness.ts';
import { calleeName, endExprs, mentionsOf, stepExprs } from './mentions.ts';

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

/** Calls that are asked for no more than to print what they say: whatever it is, all that follows is the same. */
export function printedCalls(graph: FlowGraph): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  for (const { steps, end } of graph.blocks) {
    for (const step of steps) {
      const expr = step.kind === 'evaluate' && step.discarded ? step.expr : undefined;
      if (expr?.kind === 'call' && isWarning(calleeName(expr, graph) ?? '')) add(found, expr.args[0], graph);
    }
    if (end.kind === 'branch' && sameWay(graph, end.whenTrue, end.whenFalse)) add(found, end.condition, graph);
  }
  return found;
}

/** The call that `e` tells the truth of. */
function add(found: Set<Expr>, e: Expr | undefined, graph: FlowGraph): void {
  if (e?.kind === 'unary' && e.op === '!') add(found, e.operand, graph);
  if (e?.kind !== 'call') return;
  const transparent = transparentArgument(calleeName(e, graph) ?? '');
  if (transparent === undefined) found.add(e);
  else add(found, e.args[transparent], graph);
}

/** Blocks on one way that only print. */
const PRINTED = 4;

/** Both ways come to one block, and nothing is done on them but to print. */
function sameWay(graph: FlowGraph, a: Edge, b: Edge): boolean {
  const reached = printing(graph, a);
  return [...printing(graph, b)].some((block) => reached.has(block));
}

/** The blocks that a way comes to before it does anything else. */
function printing(graph: FlowGraph, from: Edge): ReadonlySet<BlockId> {
  const reached = new Set<BlockId>();
  let at: Edge | undefined = from;
  while (at && at.kind !== 'back' && reached.size < PRINTED) {
    reached.add(at.to);
    const block: Block | undefined = graph.blocks[at.to];
    at = block?.end.kind === 'goto' && block.steps.every((step) => isPrint(step, graph)) ? edgesOf(block.end)[0] : undefined;
  }
  return reached;
}

function isPrint(step: Step, graph: FlowGraph): boolean {
  if (step.kind !== 'evaluate' || step.expr.kind !== 'call') return false;
  const { calls, writes } = mentionsOf(stepExprs(step), graph);
  return writes.length === 0 && [...calls].every(isPrinting);
}
