/**
 * What a function writes through what it is given, in steps that its slice leaves out. The machine runs of a function that is called
 * only what matters for what it looks for; the rest is done all the same, and a caller that goes on as if nothing was written takes
 * paths that exist for impossible.
 */
import type { FlowGraph } from '../flow/graph.ts';
import { isContainerOf, isObserver, isPure, transparentArgument } from '../kernel/functions.ts';
import type { CallExpr, Expr, Span } from '../syntax/ast.ts';
import { childrenOf, walkExpr } from '../syntax/walk.ts';
import { forget } from './escape.ts';
import { freshAt, type Frame } from './frame.ts';
import { assigned, calleeName, endExprs, mentionsOf, stepExprs } from './mentions.ts';
import { memberPlace, pointedTo } from './places.ts';
import type { Slice } from './slice.ts';
import type { Callee, Program, Routine } from './routine.ts';
import { isPlaceWithin, type State, withValue } from './state.ts';
import type { Value } from './value.ts';

/** Stands for the object itself, as in `*p = 1`, among the members that may be written. */
const ITSELF = '*';
/** Stands for any part of it. */
const ANY = '?';
type Written = ReadonlySet<string>;
/** By the position of the parameter. */
export type HiddenWrites = ReadonlyMap<number, Written>;

const NOTHING: HiddenWrites = new Map();
/** Functions inside functions that are looked into for what they write. */
const DEPTH = 4;

/** Nothing of a function is run. */
const NO_SLICE: Pick<Slice, 'steps' | 'ends'> = { steps: [], ends: [] };

interface Known {
  readonly writes: HiddenWrites;
  /** Functions that were looked into for it, by the names that they are called by: one of them may have been edited since. */
  readonly inside: ReadonlyMap<string, Routine>;
  /** Who was told. */
  readonly asked: WeakSet<Program>;
}

const known = new WeakMap<Pick<Slice, 'steps' | 'ends'>, Known>();

/** What the steps of `callee` that are not in `slice` may write through its parameters. */
export function hiddenWrites(callee: Callee, slice: Slice): HiddenWrites {
  const before = known.get(slice);
  if (before && (before.asked.has(callee.program) || [...before.inside].every(([name, routine]) => callee.program.routine(name) === routine))) {
    before.asked.add(callee.program);
    return before.writes;
  }
  const inside = new Map<string, Routine>();
  const writes = slice.steps.every((steps) => steps.every(Boolean)) ? NOTHING : find(callee, slice, DEPTH, inside);
  known.set(slice, { writes, inside, asked: new WeakSet([callee.program]) });
  return writes;
}

/** Whether a function still writes what it wrote when it was last called with a slice of an earlier text. */
export function equalHiddenWrites(before: Slice, callee: Callee, slice: Slice): boolean {
  const earlier = known.get(before);
  return !earlier || textOf(earlier.writes) === textOf(hiddenWrites(callee, slice));
}

function textOf(writes: HiddenWrites): string {
  return [...writes].map(([parameter, members]) => `${parameter} ${[...members].sort().join()}`).sort().join(';');
}

function find({ routine: { graph }, program }: Callee, slice: Pick<Slice, 'steps' | 'ends'>, depth: number, looked: Map<string, Routine>): HiddenWrites {
  const names = pointersIn(graph);
  if (names.size === 0) return NOTHING;
  const found = new Map<number, Set<string>>();
  const add = (parameters: Iterable<number>, member: string): void => {
    for (const parameter of parameters) found.set(parameter, (found.get(parameter) ?? new Set()).add(member));
  };
  const give = (call: CallExpr): void => {
    const name = calleeName(call, graph);
    if (name !== undefined && (isObserver(name) || isPure(name) || isContainerOf(name) || transparentArgument(name) !== undefined)) return;
    const inside = name === undefined || !program.defines(name) ? undefined : depth > 0 ? program.routine(name) : undefined;
    if (name !== undefined && inside) looked.set(name, inside);
    const writes = inside && find({ routine: inside, program }, NO_SLICE, depth - 1, looked);
    for (const [i, arg] of call.args.entries()) {
      const given = pointersOf(arg, names, graph);
      if (given.size === 0) continue;
      // `&p->member` gives a part of the object.
      const part = arg.kind === 'unary' && arg.operand.kind === 'member' ? arg.operand.field : undefined;
      if (!writes) add(given, part ?? ANY);
      else for (const member of writes.get(i) ?? []) add(given, part ?? member);
    }
  };
  const see = (exprs: readonly (Expr | undefined)[]): void => {
    for (const { root, field } of mentionsOf(exprs, graph).writes) {
      const parameters = names.get(root);
      if (parameters && field !== '') add(parameters, field === '[]' ? ANY : field);
    }
    for (const e of exprs) if (e) walkExpr(e, (x) => { if (x.kind === 'call') give(x); });
  };
  for (const block of graph.blocks) {
    block.steps.forEach((step, i) => {
      if (slice.steps[block.id]?.[i] !== true) see(stepExprs(step));
    });
    if (slice.ends[block.id] !== true && (block.end.kind !== 'return' || slice === NO_SLICE)) see(endExprs(block.end));
  }
  return found;
}

/** Variables that hold a pointer the function was given, by their ids, with the positions of the parameters. */
function pointersIn(graph: FlowGraph): ReadonlyMap<string, ReadonlySet<number>> {
  const names = new Map<string, ReadonlySet<number>>();
  for (const { id, parameter } of graph.variables) if (parameter !== undefined) names.set(id, new Set([parameter]));
  if (names.size === 0) return names;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { steps } of graph.blocks) {
      for (const step of steps) {
        const [target, value] = assigned(step, graph);
        if (!target || !value || target.parameter !== undefined) continue;
        const given = pointersOf(value, names, graph);
        const old = names.get(target.id);
        if ([...given].every((parameter) => old?.has(parameter))) continue;
        names.set(target.id, new Set([...(old ?? []), ...given]));
        changed = true;
      }
    }
  }
  return names;
}

/** The parameters that the value of an expression may point into: `p`, `p + 1`, `&p->x`, `c ? p : q`, but not `p->x`. */
function pointersOf(e: Expr, names: ReadonlyMap<string, ReadonlySet<number>>, graph: FlowGraph): ReadonlySet<number> {
  switch (e.kind) {
    case 'name': return names.get(graph.bindings.get(e)?.id ?? '') ?? new Set();
    case 'unary': return e.op === '&' ? partsOf(e.operand, names, graph) : new Set();
    case 'cast':
    case 'conditional':
    case 'comma':
    case 'binary': return new Set(childrenOf(e).flatMap((child) => [...pointersOf(child, names, graph)]));
    default: return new Set();
  }
}

/** The same for the address of an lvalue. */
function partsOf(e: Expr, names: ReadonlyMap<string, ReadonlySet<number>>, graph: FlowGraph): ReadonlySet<number> {
  if (e.kind === 'member') return e.arrow ? pointersOf(e.object, names, graph) : partsOf(e.object, names, graph);
  if (e.kind === 'index') return pointersOf(e.object, names, graph);
  return e.kind === 'unary' && e.op === '*' ? pointersOf(e.operand, names, graph) : new Set();
}

/** What the caller knows of objects that it gave away, after the call: what it wrote there itself may have been overwritten. */
export function afterHiddenWrites(f: Frame, s: State, writes: HiddenWrites, args: readonly Value[], span: Span): State {
  let state = s;
  for (const [parameter, members] of writes) {
    const value = args[parameter];
    if (!value || value.kind === 'int' || value.kind === 'constant') continue;
    const place = pointedTo(value);
    if (members.has(ANY)) state = forget(f, state, place, span);
    const parts = [...s.env.keys()].filter((key) => isPlaceWithin(key, place) && isWritten(key.slice(place.length), members));
    // An initialiser set what it does not name to zero, which it need not be any more.
    if (s.env.has(memberPlace(place, '*'))) parts.push(...[...members].filter((member) => member !== ANY && member !== ITSELF).map((member) => memberPlace(place, member)));
    for (const part of new Set(parts)) {
      const fresh = freshAt(state, f, span, `written-${part}`);
      state = withValue(fresh.state, part, fresh.value);
    }
  }
  return state;
}

function isWritten(part: string, members: Written): boolean {
  return part === '' ? members.has(ITSELF) : part.split('.').some((name) => name !== '' && name !== '*' && members.has(name.replace(/\[.*/, '')));
}
