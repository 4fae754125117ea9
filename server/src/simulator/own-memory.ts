/** Functions that return memory which they have allocated, and nothing else but NULL or an error: by what is put into what they return. */
import type { FlowGraph, Step, Variable } from '../flow/graph.ts';
import type { Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import { calleeName, endExprs, stepExprs } from './mentions.ts';

/** @param gives whether a function that is called gives memory that nobody else has a pointer to */
export function returnsOwnMemory(graph: FlowGraph, gives: (name: string) => boolean): boolean {
  const steps = graph.blocks.flatMap((block) => block.steps);
  const returned = graph.blocks.flatMap(({ end }) => (end.kind === 'return' ? [end.value] : []));
  let isGiven = false;
  const seen = new Set<Variable>();
  const isOwn = (e: Expr | undefined): boolean => {
    if (!e) return false;
    if (e.kind === 'cast') return isOwn(e.operand);
    if (e.kind === 'number') return e.value === 0;
    if (e.kind === 'name' && e.name === 'NULL') return true;
    if (e.kind === 'call') {
      const name = calleeName(e, graph) ?? '';
      const allocates = gives(name);
      isGiven ||= allocates;
      return allocates || name === 'ERR_PTR';
    }
    const variable = e.kind === 'name' ? graph.bindings.get(e) : undefined;
    if (!variable || variable.parameter !== undefined || variable.isStatic) return false;
    if (seen.has(variable)) return true;
    seen.add(variable);
    return !isAddressed(variable) && steps.every((step) => writesTo(step, variable).every(isOwn));
  };
  const isAddressed = (variable: Variable): boolean => [...steps.flatMap(stepExprs), ...graph.blocks.flatMap(({ end }) => endExprs(end))].some((e) => {
    let is = false;
    if (e) walkExpr(e, (x) => { is ||= x.kind === 'unary' && x.op === '&' && x.operand.kind === 'name' && graph.bindings.get(x.operand) === variable; });
    return is;
  });
  const writesTo = (step: Step, variable: Variable): readonly Expr[] => {
    const found: Expr[] = [];
    if (step.kind === 'set' && step.variable === variable) found.push(step.value);
    if (step.kind === 'declare' && step.variable === variable && step.init) found.push(step.init);
    for (const e of stepExprs(step)) {
      if (e) walkExpr(e, (x) => { if ((x.kind === 'assign' && x.left.kind === 'name' && graph.bindings.get(x.left) === variable)) found.push(x.right); });
    }
    return found;
  };
  return returned.length > 0 && returned.every(isOwn) && isGiven;
}
