/**
 * Ranges of trees before 5.0: `mmu_notifier_invalidate_range_start(mm, start, end)`. There is no object; what is started and what is ended
 * are the same range if the arguments have the same values, or, in one function, are written the same. An end of which that can't
 * be told ends any of those that are open, so that none of them is judged.
 */
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { rangeVerb } from '../kernel/api.ts';
import { storesTo, walkFunction } from '../syntax/scope.ts';
import { childrenOf, walkExpr } from '../syntax/walk.ts';
import type { Frame } from './frame.ts';
import type { Routine } from './routine.ts';
import { isTuple, type RangeState, type State, TUPLE, withRange } from './state.ts';
import type { Site } from './trace.ts';
import type { Value } from './value.ts';

/** What a call without a range takes: mm, start, end. */
export const ARGUMENTS = 3;

/** What one function does with a range that it writes in the same way each time. */
interface Own {
  /** As messages name it. */
  readonly text: string;
  readonly isStarted: boolean;
  readonly isEnded: boolean;
  /**
   * Nobody but this function can end it: its addresses are in local variables that are given to nobody together with the mm, and
   * stored nowhere else. Without a result of its own the function could not even say that it is open.
   */
  readonly isPrivate: boolean;
}

interface Tuples {
  readonly byText: ReadonlyMap<string, Own>;
}

const tuples = new WeakMap<Routine, Tuples>();

function normal(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function textOf(call: CallExpr, routine: Routine): string {
  return call.args.map((arg) => normal(routine.textOf(arg.span))).join(', ');
}

function tuplesOf(routine: Routine): Tuples {
  let made = tuples.get(routine);
  if (!made) {
    made = { byText: readTuples(routine) };
    tuples.set(routine, made);
  }
  return made;
}

function isPairCall(e: CallExpr): boolean {
  const verb = e.callee.kind === 'name' && e.args.length === ARGUMENTS ? rangeVerb(e.callee.name) : undefined;
  return verb === 'start' || verb === 'start-nonblock' || verb === 'end';
}

function readTuples(routine: Routine): ReadonlyMap<string, Own> {
  const found = new Map<string, Own>();
  const others: (readonly string[])[] = [];
  const calls: CallExpr[] = [];
  walkFunction(routine.syntax.body, () => {}, (e) => {
    if (e.kind !== 'call') return;
    if (isPairCall(e)) calls.push(e);
    else others.push(e.args.map((arg) => normal(routine.textOf(arg.span)).replace(/^&\s*/, '')));
  });
  for (const call of calls) {
    const text = textOf(call, routine);
    const before = found.get(text);
    const isEnd = call.callee.kind === 'name' && rangeVerb(call.callee.name) === 'end';
    const parts = call.args.map((arg) => normal(routine.textOf(arg.span)));
    const isGiven = others.some((args) => parts.every((part) => args.includes(part)));
    const isPrivate = !isGiven && call.args.slice(1).some((address) => isLocal(address, routine)) && !call.args.slice(1).some((address) => isSharedWith(address, routine));
    found.set(text, { text, isStarted: (before?.isStarted ?? false) || !isEnd, isEnded: (before?.isEnded ?? false) || isEnd, isPrivate });
  }
  return found;
}

/** Locals whose own value is meant: what a pointer leads to belongs to others, too. */
function localsIn(e: Expr, routine: Routine): readonly string[] {
  if ((e.kind === 'member' && e.arrow) || e.kind === 'index' || (e.kind === 'unary' && e.op === '*')) return [];
  const variable = e.kind === 'name' ? routine.graph.bindings.get(e) : undefined;
  const own = variable && variable.parameter === undefined && !variable.isStatic ? [variable.name] : [];
  return [...own, ...childrenOf(e).flatMap((child) => localsIn(child, routine))];
}

function isLocal(e: Expr, routine: Routine): boolean {
  return localsIn(e, routine).length > 0;
}

/** The value is put where others find it, or is what others have put there. */
function isSharedWith(e: Expr, routine: Routine): boolean {
  const names = localsIn(e, routine);
  let shared = false;
  walkFunction(routine.syntax.body, () => {}, (x) => {
    if (x.kind !== 'assign' || x.left.kind === 'name') return;
    walkExpr(x.right, (y) => {
      if (y.kind === 'name' && names.includes(y.name)) shared = true;
    });
  });
  return shared || names.some((name) => storesTo(name, routine.syntax).values.some(({ value }) => value.kind === 'unary' && value.op === '*'));
}

/** What a function returns that can't say how it leaves a range. */
function isVoid({ syntax }: Routine): boolean {
  return syntax.returnType?.base === 'void' && syntax.returnType.pointers === 0;
}

/** Whether a range that was started at `start` has to be ended by the function that did it, whatever its callers do. */
export function isOwn(start: Site): boolean {
  if (start.callers.length > 0) return false;
  const own = ownAt(start);
  return own !== undefined && (own.isPrivate || (own.isEnded && isVoid(start.routine)));
}

/** What is written at a site: the call's text has the arguments between its outermost parentheses. */
function ownAt({ routine, span }: Site): Own | undefined {
  for (const own of tuplesOf(routine).byText.values()) if (normal(routine.textOf(span)).replace(/\s*\)$/, '').endsWith(`(${own.text}`)) return own;
  return undefined;
}

export function tupleText(range: RangeState): string | undefined {
  const site = siteOfState(range);
  return site && ownAt(site)?.text;
}

function siteOfState(range: RangeState): Site | undefined {
  switch (range.at) {
    case 'started':
    case 'pending':
    case 'failed': return range.start;
    case 'ended': return range.end;
    default: return undefined;
  }
}

export interface Tuple {
  readonly place: string;
  readonly text: string;
  readonly state: State;
}

/** The range that a call is about. */
export function tupleOf(f: Frame, s: State, call: CallExpr, args: readonly Value[]): Tuple {
  const text = textOf(call, f.routine);
  const place = `${TUPLE}${args.map(({ key }) => key).join(',')}`;
  const isEnd = call.callee.kind === 'name' && rangeVerb(call.callee.name) === 'end';
  const known = s.ranges.get(place);
  // What a function that was called has left open, and what it starts, is for it to answer for.
  const isOthers = !isEnd && known !== undefined && (f.callers.length > 0 || (siteOfState(known)?.callers.length ?? 0) > 0);
  if (isOthers) return { place, text, state: withoutTuples(s, [place], { at: 'escaped' }) };
  if (!isEnd || known) return { place, text, state: s };
  const open = [...s.ranges].filter(([key]) => isTuple(key) && key !== TUPLE);
  const [only, ...more] = open.filter(([, range]) => isWrittenSo(range, text, f.routine));
  if (only && more.length === 0) return { place: only[0], text, state: s };
  // It is one of them, or one of the caller's.
  if (open.length > 0) return { place: TUPLE, text, state: withoutTuples(s, open.map(([key]) => key), { at: 'escaped' }) };
  const own = f.callers.length === 0 ? tuplesOf(f.routine).byText.get(text) : undefined;
  if (!own?.isStarted || !own.isPrivate) return { place, text, state: s };
  const last = s.ranges.get(TUPLE);
  if (last) return { place: isWrittenSo(last, text, f.routine) ? TUPLE : place, text, state: s };
  // This path has started nothing, and others of this function have started just this.
  const init: Site = { routine: f.routine, span: f.routine.syntax.nameSpan, callers: [] };
  return { place: TUPLE, text, state: withoutTuples(s, [], { at: 'initialized', init }) };
}

function isWrittenSo(range: RangeState, text: string, routine: Routine): boolean {
  const site = siteOfState(range);
  return site?.routine === routine && ownAt(site)?.text === text;
}

function withoutTuples(s: State, places: readonly string[], last: RangeState | undefined): State {
  const ranges = new Map(s.ranges);
  for (const place of places) ranges.delete(place);
  ranges.delete(TUPLE);
  return { ...s, ranges: last ? ranges.set(TUPLE, last) : ranges };
}

/** What is open is kept by its values; of what is not, only the last is remembered, so that turns of a loop are alike. */
export function withTuple(s: State, place: string, range: RangeState): State {
  const isOpen = range.at === 'started' || range.at === 'pending';
  const next = withoutTuples(s, [place], isOpen ? undefined : range);
  return isOpen ? withRange(next, place, range) : next;
}
