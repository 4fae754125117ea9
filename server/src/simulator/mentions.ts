/** What expressions mention: the raw material of relevance. Names are ids of variables, `::name` of globals, `?name` of predicates. */
import type { FlowGraph, Step, Terminator, Variable } from '../flow/graph.ts';
import { isEventKind, RANGE_TYPE } from '../kernel/api.ts';
import { changedWord } from '../kernel/words.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';

/** What an expression reads, writes and gives away. */
export interface Mentions {
  readonly reads: Set<string>;
  readonly fields: Set<string>;
  /** Roots of assigned places, with the last field's name (`''` for the variable itself). */
  readonly writes: { readonly root: string; readonly field: string }[];
  readonly addressed: Set<string>;
  readonly calls: Set<string>;
  /** A field of a range or an event kind is named: the rules want to see it. */
  observed: boolean;
}

export function globalName(name: string): string {
  return `::${name}`;
}

export function predicateName(callee: string): string {
  return `?${callee}`;
}

/** The variable or global that a place or pointer expression starts from. */
export function rootOf(e: Expr, graph: FlowGraph): string | undefined {
  switch (e.kind) {
    case 'name': return graph.bindings.get(e)?.id ?? globalName(e.name);
    case 'member':
    case 'index': return rootOf(e.object, graph);
    case 'unary': return e.op === '*' || e.op === '&' ? rootOf(e.operand, graph) : undefined;
    case 'cast': return rootOf(e.operand, graph);
    case 'binary': return rootOf(e.left, graph) ?? rootOf(e.right, graph);
    default: return undefined;
  }
}

/** Stands for the name of a function that is called through a pointer. */
export const INDIRECT = '*';

/** The name of the function that is called, unless through a pointer. */
export function calleeName(call: CallExpr, graph: FlowGraph): string | undefined {
  return call.callee.kind === 'name' && !graph.bindings.has(call.callee) ? call.callee.name : undefined;
}

function fieldOf(e: Expr): string {
  if (e.kind === 'member') return e.field;
  if (e.kind === 'index') return fieldOf(e.object) || '[]';
  if (e.kind === 'unary') return '*';
  return '';
}

/** `&range`: what the API does to it counts, and nothing else. */
function isRange(e: Expr | undefined, graph: FlowGraph): boolean {
  return e?.kind === 'unary' && e.operand.kind === 'name' && graph.bindings.get(e.operand)?.typeBase === RANGE_TYPE;
}

export function mentionsOf(exprs: readonly (Expr | undefined)[], graph: FlowGraph): Mentions {
  const m: Mentions = { reads: new Set(), fields: new Set(), writes: [], addressed: new Set(), calls: new Set(), observed: false };
  for (const e of exprs) {
    if (!e) continue;
    walkExpr(e, (x) => {
      switch (x.kind) {
        case 'name':
          m.reads.add(graph.bindings.get(x)?.id ?? globalName(x.name));
          if (isEventKind(x.name)) m.observed = true;
          break;
        case 'member':
          m.fields.add(x.field);
          if (x.object.kind === 'name' && graph.bindings.get(x.object)?.typeBase === RANGE_TYPE) m.observed = true;
          break;
        case 'call': {
          const callee = calleeName(x, graph) ?? INDIRECT;
          m.calls.add(callee);
          const word = x.args[changedWord(callee) ?? x.args.length];
          const root = word && rootOf(word, graph);
          if (root !== undefined && !isRange(word, graph)) m.writes.push({ root, field: word?.kind === 'unary' && word.op === '&' ? fieldOf(word.operand) : fieldOf(word ?? x) || '*' });
          break;
        }
        case 'assign':
        case 'update': {
          const target = x.kind === 'assign' ? x.left : x.operand;
          const root = rootOf(target, graph);
          if (root !== undefined) m.writes.push({ root, field: fieldOf(target) });
          break;
        }
        case 'unary': {
          const root = x.op === '&' ? rootOf(x.operand, graph) : undefined;
          if (root !== undefined) m.addressed.add(root);
          break;
        }
        default:
      }
    });
  }
  return m;
}

/** The expressions that a step evaluates. */
export function stepExprs(step: Step): readonly (Expr | undefined)[] {
  switch (step.kind) {
    case 'evaluate': return [step.expr];
    case 'declare': return [step.init];
    case 'set': return [step.value];
    case 'guard': return [step.argument];
    case 'forget': return step.targets;
    default: return [];
  }
}

/** The expressions that a block's end evaluates. */
export function endExprs(end: Terminator): readonly (Expr | undefined)[] {
  switch (end.kind) {
    case 'branch': return [end.condition];
    case 'switch': return [end.value];
    case 'return': return [end.value];
    default: return [];
  }
}

/** The variables that a step puts something into. */
export function targetsOf(step: Step, { writes }: Mentions): readonly string[] {
  const declared = step.kind === 'declare' || step.kind === 'set' ? [step.variable.id] : [];
  return [...declared, ...writes.map(({ root }) => root)];
}

/** The variable that a step puts something into as a whole, and what that is; nothing for any other step. */
export function assigned(step: Step, graph: FlowGraph): readonly [] | readonly [Variable | undefined, Expr | undefined] {
  if (step.kind === 'declare') return [step.variable, step.init];
  if (step.kind === 'set') return [step.variable, step.value];
  if (step.kind !== 'evaluate' || step.expr.kind !== 'assign' || step.expr.left.kind !== 'name') return [];
  return [graph.bindings.get(step.expr.left), step.expr.right];
}

/** The value of a variable or a member, or its address. */
export function isCopy(e: Expr): boolean {
  if (e.kind === 'cast' || (e.kind === 'unary' && e.op === '&')) return isCopy(e.operand);
  return e.kind === 'name' || e.kind === 'member';
}
