/** Calls whose result nobody takes, or makes anything of. */
import { type Block, type BlockId, edgesOf, type FlowGraph, type Step, type Variable } from '../flow/graph.ts';
import { isPrint, isPure, isWarning } from '../kernel/functions.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
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

/** What becomes of the results of calls, as far as that is nothing. */
export interface UnusedResults {
  /** Nobody takes them. */
  readonly discarded: ReadonlySet<Expr>;
  /** The same, and the code says that it is meant. */
  readonly voided: ReadonlySet<Expr>;
  /** Those of the discarded that are stored all the same. */
  readonly deadStores: ReadonlySet<Expr>;
  /** They decide on nothing but what is printed. */
  readonly printed: ReadonlySet<Expr>;
  /** A warning is all that is made of them. */
  readonly warned: ReadonlySet<Expr>;
}

/**
 * What becomes of the results of a function's calls.
 * @param stores whether it matters what becomes of those that are stored, or asked for
 * @param isHidden whether a variable of this name may be used where it can't be seen, in a macro
 */
export function unusedResults(graph: FlowGraph, stores: boolean, isHidden: (name: string) => boolean): UnusedResults {
  // What can't be understood may use anything.
  const isClear = stores && !graph.blocks.some((block) => block.steps.some((step) => step.kind === 'unknown'));
  const deadStores = isClear ? storesNotRead(graph, isHidden, NO_PRINTS) : new Set<CallExpr>();
  const printed = isClear ? onlyPrinted(graph, isHidden) : new Set<CallExpr>();
  const statements = callsOf(graph, statementCall);
  return {
    discarded: new Set([...statements, ...deadStores]), deadStores,
    voided: new Set(callsOf(graph, voidedCall)),
    printed: new Set([...printed].filter((call) => !deadStores.has(call))),
    warned: stores ? warnedOf(statements, graph) : new Set<CallExpr>(),
  };
}

/** The call that a step is, where that is a statement of its own. */
function statementCall(step: Step): CallExpr | undefined {
  return step.kind === 'evaluate' && step.discarded && step.expr.kind === 'call' ? step.expr : undefined;
}

/** The call whose result a step throws away by a cast: `(void)mutex_trylock(lock)`. */
function voidedCall(step: Step): CallExpr | undefined {
  if (step.kind !== 'evaluate' || !step.discarded || step.expr.kind !== 'cast') return undefined;
  const { type, operand } = step.expr;
  return type.base === 'void' && type.pointers === 0 && operand.kind === 'call' ? operand : undefined;
}

function callsOf(graph: FlowGraph, callOf: (step: Step) => CallExpr | undefined): readonly CallExpr[] {
  return graph.blocks.flatMap(({ steps }) => steps.flatMap((step) => callOf(step) ?? []));
}

/** What such statements warn of. */
function warnedOf(calls: readonly CallExpr[], graph: FlowGraph): ReadonlySet<Expr> {
  const found = new Set<CallExpr>();
  for (const { args: [asked] } of calls.filter((call) => isWarning(calleeName(call, graph) ?? ''))) if (asked) addTested(asked, graph, found);
  return found;
}

/** Steps that only print, and branches that decide on nothing else. */
interface Prints {
  isStep(step: Step): boolean;
  isBranch(block: Block): boolean;
}

const NO_PRINTS: Prints = { isStep: () => false, isBranch: () => false };

/** Calls whose result is stored where no path looks at it, but to print. */
function storesNotRead(graph: FlowGraph, isHidden: (name: string) => boolean, prints: Prints): ReadonlySet<CallExpr> {
  const found = new Set<CallExpr>();
  const executed: Executed = {
    step: (block, index) => {
      const step = block.steps[index];
      return !step || step.kind === 'leave' || prints.isStep(step) ? undefined : mentionsOf(stepExprs(step), graph);
    },
    end: (block: Block) => (prints.isBranch(block) && endExprs(block.end).every((e) => !e || isPlainTest(e, graph)) ? undefined : mentionsOf(endExprs(block.end), graph)),
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

/** Calls whose result is looked at only to print something, or nothing. */
function onlyPrinted(graph: FlowGraph, isHidden: (name: string) => boolean): ReadonlySet<CallExpr> {
  const isStep = (step: Step): boolean => {
    const call = statementCall(step);
    return call !== undefined && isPrintCall(call, graph);
  };
  const branches = new Set<BlockId>();
  const isBranch = ({ id }: Block): boolean => branches.has(id);
  /** Where control comes to that prints, and does nothing else. */
  const behind = (id: BlockId): BlockId => {
    let at = id;
    for (let hops = 0; hops < graph.blocks.length; hops++) {
      const block = graph.blocks[at];
      const next = block && edgesOf(block.end)[0];
      if (!block || !next || !block.steps.every(isStep) || (block.end.kind !== 'goto' && !isBranch(block))) break;
      at = next.to;
    }
    return at;
  };
  for (let size = -1; size !== branches.size; ) {
    size = branches.size;
    for (const block of graph.blocks) {
      const [one, other] = block.end.kind === 'branch' ? edgesOf(block.end) : [];
      if (one && other && behind(one.to) === behind(other.to)) branches.add(block.id);
    }
  }
  const found = new Set(branches.size > 0 ? storesNotRead(graph, isHidden, { isStep, isBranch }) : []);
  for (const { id, end } of graph.blocks) if (end.kind === 'branch' && branches.has(id)) addTested(end.condition, graph, found);
  return found;
}

const LIKELY = /^(un)?likely$/;

/** Nothing is called that could do something with a value. */
function isPlainTest(e: Expr, graph: FlowGraph): boolean {
  let isPlain = true;
  walkExpr(e, (x) => {
    if (x.kind === 'call') isPlain &&= LIKELY.test(calleeName(x, graph) ?? '') || isPure(calleeName(x, graph) ?? '');
    else isPlain &&= x.kind !== 'assign' && x.kind !== 'update' && x.kind !== 'block';
  });
  return isPlain;
}

/** The call whose result a condition asks for. */
function addTested(e: Expr, graph: FlowGraph, into: Set<CallExpr>): void {
  if (e.kind === 'unary') addTested(e.operand, graph, into);
  else if (e.kind === 'binary') for (const side of [e.left, e.right]) addTested(side, graph, into);
  else if (e.kind === 'call' && LIKELY.test(calleeName(e, graph) ?? '')) for (const arg of e.args) addTested(arg, graph, into);
  else if (e.kind === 'call') into.add(e);
}

function isPrintCall(call: CallExpr, graph: FlowGraph): boolean {
  const { args } = call;
  let isPlain = true;
  for (const arg of args) walkExpr(arg, (e) => { isPlain &&= e.kind !== 'call' && e.kind !== 'assign' && e.kind !== 'update' && e.kind !== 'block'; });
  return isPlain && args.some(({ kind }) => kind === 'string') && isPrint(calleeName(call, graph) ?? '');
}
