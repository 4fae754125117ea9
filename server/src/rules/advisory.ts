/** Whether a check of a read side may be no more than advice: nothing is done behind it that hangs on its answer being true still. */
import { type BlockId, edgesOf, type FlowGraph, type Step, type Variable } from '../flow/graph.ts';
import { isObserver, isQuestion } from '../kernel/functions.ts';
import { lockFunction } from '../kernel/locks.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { subscriberFunction, type SubscriberVerb } from '../kernel/subscribers.ts';
import { calleeName, endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Site } from '../simulator/trace.ts';
import type { Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';

/** Whoever asks or begins anew does not rely on the answer. */
const ANEW: ReadonlySet<SubscriberVerb> = new Set<SubscriberVerb>(['read-begin', 'read-retry', 'check-retry']);

/** Calls that make no use of what was looked up (include/linux/slab.h, mm.h, err.h). */
const HARMLESS = /^(k|kv|v)free$|^put_page$|^unpin_user_pages?$|^folio_put$|^atomic(64|_long)?_(inc|dec|add|sub)$/;

/** By the text of the function that checks, on all ways from there: it only counts, lets go of things, asks anew, or returns what it would return anyway. */
export function isAdvice({ routine: { graph, syntax }, span, callers }: Site): boolean {
  // What its callers do with its answer is theirs.
  if (callers.length > 0) return false;
  const parts = behind(graph, span.start);
  const written = new Set(parts.flatMap(({ sets }) => (sets ? [sets.id] : [])));
  for (const e of parts.flatMap(({ of }) => of)) {
    let isUse = false;
    walkExpr(e, (x) => {
      if (x.span.start === span.start && x.span.end === span.end) return;
      if (x.kind === 'call') isUse ||= !isHarmless(calleeName(x, graph));
      if (x.kind !== 'assign') return;
      const variable = x.left.kind === 'name' ? graph.bindings.get(x.left) : undefined;
      if (variable) written.add(variable.id);
      else isUse ||= x.op === '=' && !isConstant(x.right);
    });
    if (isUse) return false;
  }
  const isVoid = syntax.returnType?.base === 'void' && syntax.returnType.pointers === 0;
  return isVoid || returnsTheSame(graph, parts, written);
}

/** Whatever is returned behind the check is one constant, or a variable that nothing is written to there. */
function returnsTheSame(graph: FlowGraph, parts: readonly Part[], written: ReadonlySet<string>): boolean {
  const returned = new Set<string>();
  const add = (e: Expr, depth: number): void => {
    const variable = e.kind === 'name' ? graph.bindings.get(e) : undefined;
    // What flow puts a value into, to return it behind the ends of scopes.
    const values = variable && !variable.declarator && variable.parameter === undefined && depth < 4 ? parts.flatMap(({ sets, of: [value] }) => (sets?.id === variable.id && value ? [value] : [])) : [];
    for (const value of values) add(value, depth + 1);
    if (values.length === 0) returned.add(isConstant(e) ? textOf(e) : variable && !written.has(variable.id) ? variable.id : '?');
  };
  for (const { returns } of parts) if (returns) add(returns, 0);
  return returned.size === 1 && !returned.has('?');
}

/** Of a constant. */
function textOf(e: Expr): string {
  return e.kind === 'number' ? e.text : e.kind === 'name' ? e.name : e.kind === 'unary' ? `${e.op}${textOf(e.operand)}` : '?';
}

function isHarmless(name: string | undefined): boolean {
  if (name === undefined) return false;
  const verb = subscriberFunction(name)?.verb;
  return verb === 'remove' || isObserver(name) || isQuestion(name) || HARMLESS.test(name) || (lockFunction(name) ?? sleepingLockFunction(name)) !== undefined;
}

function isConstant(e: Expr): boolean {
  if (e.kind === 'number') return true;
  if (e.kind === 'name') return /^([A-Z][A-Z0-9_]*|true|false)$/.test(e.name);
  return e.kind === 'unary' && (e.op === '-' || e.op === '!') && isConstant(e.operand);
}

interface Part {
  readonly of: readonly Expr[];
  /** The variable that gets the value. */
  readonly sets?: Variable;
  readonly returns?: Expr;
}

/** What runs from the check at `start` on, itself included; where it is asked or begun anew that way ends. */
function behind(graph: FlowGraph, start: number): readonly Part[] {
  const found: Part[] = [];
  const seen = new Set<BlockId>();
  const holds = (part: { readonly span: { readonly start: number; readonly end: number } }): boolean => part.span.start <= start && start < part.span.end;
  const go = (id: BlockId, from: number): readonly BlockId[] => {
    const block = graph.blocks[id];
    if (!block) return [];
    for (const [i, step] of block.steps.entries()) {
      if (i < from) continue;
      const exprs = stepExprs(step).filter((e) => e !== undefined);
      if ((i > from || from === 0) && !exprs.some(holds) && exprs.some((e) => asksAnew(e, graph))) return [];
      found.push({ of: exprs, ...(step.kind === 'set' || step.kind === 'declare' ? { sets: step.variable } : {}) });
    }
    const exprs = endExprs(block.end).filter((e) => e !== undefined);
    if (!exprs.some(holds) && exprs.some((e) => asksAnew(e, graph))) return [];
    const value = block.end.kind === 'return' ? block.end.value : undefined;
    found.push(value ? { of: exprs, returns: value } : { of: exprs });
    return edgesOf(block.end).map(({ to }) => to);
  };
  const at = graph.blocks.find(({ steps, end }) => [...steps.flatMap(stepExprs), ...endExprs(end)].some((e) => e && holds(e)));
  if (!at) return [];
  const first = at.steps.findIndex((step: Step) => stepExprs(step).some((e) => e && holds(e)));
  const open = [...go(at.id, first < 0 ? at.steps.length : first)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...go(id, 0));
  }
  return found;
}

function asksAnew(e: Expr, graph: FlowGraph): boolean {
  let does = false;
  walkExpr(e, (x) => {
    const verb = x.kind === 'call' ? subscriberFunction(calleeName(x, graph) ?? '')?.verb : undefined;
    does ||= verb !== undefined && ANEW.has(verb);
  });
  return does;
}
