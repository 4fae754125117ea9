/**
 * Objects that a path has allocated or declared, told of functions that register what is part of one: when their members are made, and when they are
 * gone.
 */
import { givesMemory, makesNew, movesWithin } from '../kernel/allocations.ts';
import { borrows, freedArgument, freedAtEnd, isCore, takesOut, waitsForWork } from '../kernel/frees.ts';
import { isArithmetic, isObserver, isQuestion, isReferenceDrop } from '../kernel/functions.ts';
import { goneThrough, madeBy } from '../kernel/made-members.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import type { Variable } from '../flow/graph.ts';
import type { CallExpr, Span } from '../syntax/ast.ts';
import { heldLocks } from './contexts.ts';
import { truth } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, type Run, siteOf, variablePlace } from './frame.ts';
import type { GoneEvent, MadeEvent } from './observation.ts';
import { outOfSight, type PastCall } from './past.ts';
import { isGlobal, isLocalPlace, pointedTo, rootPlace } from './places.ts';
import { isPlaceWithin, type OwnObjects, type State, withoutOwn, withValue } from './state.ts';
import { eachSymbol, symbolValue, type Value, ZERO } from './value.ts';

const NONE: OwnObjects = new Map();

/** The object of the path's own that a place is part of. */
function objectAround(s: State, place: string): string | undefined {
  for (const object of (s.own ?? NONE).keys()) if (isPlaceWithin(place, object)) return object;
  return undefined;
}

function isPointer(value: Value): boolean {
  return value.kind !== 'int' && value.kind !== 'constant';
}

/** Something in it may have been made by others from now on. */
function givenAway(s: State, place: string): State {
  const object = objectAround(s, place);
  return withoutOwn(s, (other) => other === object);
}

/** Code that can't be seen gets hold of `value`, and of what can be reached from it. */
export function giveOwn(s: State, value: Value): State {
  if (!s.own || s.own.size === 0 || !isPointer(value)) return s;
  const pointee = pointedTo(value);
  let next = givenAway(s, pointee);
  // With something else in its lower bits it is a pointer all the same.
  if (value.kind === 'operation') eachSymbol(value, (symbol) => { next = givenAway(next, pointedTo(symbolValue(symbol))); });
  for (const [place, held] of s.env) if (isPlaceWithin(place, pointee) && isPointer(held)) next = givenAway(next, pointedTo(held));
  return next;
}

/** An object of the path's own is given a pointer into itself: through that it is found by nobody who has not found it. */
export function isIntoItself(s: State, place: string, value: Value): boolean {
  const object = objectAround(s, place);
  return object !== undefined && isPointer(value) && objectAround(s, pointedTo(value)) === object;
}

/** A value is stored: what is put where others may find it is not the path's own any more. */
export function storeOwn(run: Run, f: Frame, s: State, place: string, value: Value, span: Span): State {
  if (!run.watchesMaking) return s;
  const next = isLocalPlace(place) || isIntoItself(s, place, value) ? s : giveOwn(s, value);
  if (value.key !== '0') tellMade(run, f, next, place, 'pointer', undefined, span);
  return next;
}

/** What a variable holds that was declared and nothing more. */
function isNothing(value: Value): boolean {
  return value.kind === 'symbol' && /(^|>)declare-[^>]*$/.test(value.symbol.id);
}

/** A structure is declared: nobody else has a pointer to it. */
export function declareOwn(run: Run, s: State, variable: Variable, place: string): State {
  const isObject = run.watchesMaking && variable.pointers === 0 && !variable.isArray && variable.typeBase.startsWith('struct ');
  return isObject ? withOwn(s, place, 'hidden') : s;
}

function withOwn(s: State, object: string, hold: 'hidden' | 'listed'): State {
  return { ...s, own: new Map(s.own ?? NONE).set(object, hold) };
}

/** A member gets its first value. */
function tellMade(run: Run, f: Frame, s: State, place: string, how: MadeEvent['how'], by: string | undefined, span: Span): void {
  const object = objectAround(s, place);
  if (object === undefined || place === object || !s.past.some(({ subject }) => subject && isPlaceWithin(pointedTo(subject), object))) return;
  if ([...s.env].some(([known, value]) => isPlaceWithin(known, place) || (isPlaceWithin(place, known) && !(known === object && isNothing(value))))) return;
  run.observe({
    kind: 'made', how, ...(by === undefined ? {} : { by }), object, member: place.slice(object.length + 1),
    past: s.past, locks: heldLocks(s), mayHoldMore: s.locks.some(({ uncertain }) => uncertain), site: siteOf(f, span), trace: s.trace, program: f.program,
  });
}

/** A call that allocates, frees, makes a member, or uses one: others get hold of nothing by it. `undefined` for any other. */
export function makingCall(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const [first] = args;
  const moves = movesWithin(name) && first !== undefined && s.own?.has(pointedTo(first)) === true;
  if (givesMemory(name) || moves) {
    const { state, value } = freshAt(s, f, e.span, name);
    return [{ state: withOwn(state, pointedTo(value), 'hidden'), value }];
  }
  const freed = args[freedArgument(name) ?? args.length];
  if (freed) return [freshAt(isPointer(freed) ? afterGone(run, f, s, pointedTo(freed), name, e.span) : s, f, e.span, name)];
  const taken = takesOut(name);
  const holder = taken && e.args[0]?.kind === 'name' ? f.routine.graph.bindings.get(e.args[0]) : undefined;
  if (first && holder) return [{ state: withValue(taken === 'forget' ? giveOwn(s, first) : s, variablePlace(f, holder), ZERO), value: first }];
  const kind = madeBy(name);
  // Who drops the last reference has functions called.
  if (!first || isReferenceDrop(name) || !(kind || isLockInit(name) || goneThrough(name).length > 0)) return undefined;
  if (!kind) return [freshAt(isLockInit(name) ? s : listed(s, args), f, e.span, name)];
  const place = pointedTo(first);
  tellMade(run, f, s, place, kind, name, e.span);
  const known = kind === 'work item' || kind === 'timer' ? foundByWork(f, s, place, args[1]) : s;
  const made = freshAt(known, f, e.span, `${name}-made`);
  return [freshAt(withValue(made.state, place, made.value), f, e.span, name)];
}

/** What is put into lists and queues others may find there. */
function listed(s: State, args: readonly Value[]): State {
  let next = s;
  for (const arg of args) {
    const object = isPointer(arg) ? objectAround(s, pointedTo(arg)) : undefined;
    if (object !== undefined) next = withOwn(next, object, 'listed');
  }
  return next;
}

/** What is done in the background finds the object that its item is part of. @param does the function */
function foundByWork(f: Frame, s: State, item: string, does: Value | undefined): State {
  const object = objectAround(s, item);
  const isHarmless = does?.kind === 'constant' && f.program.defines(does.name) && !f.program.subscribes(does.name);
  return object === undefined || isHarmless ? s : withOwn(s, object, 'listed');
}

/** A call of unseen code that gets hold of nothing: it has no use for what it was given behind its end, and nobody works on it whom it would wait for. */
export function keepsNothing(run: Run, s: State, name: string, [first]: readonly Value[]): boolean {
  if (!run.watchesMaking) return false;
  return borrows(name) || isQuestion(name) || (waitsForWork(name) && first !== undefined && s.own?.get(objectAround(s, pointedTo(first)) ?? '') === 'hidden');
}

/** An object is freed, or its scope ends. @param by the function that frees it */
export function afterGone(run: Run, f: Frame, s: State, place: string, by: GoneEvent['by'], span: Span): State {
  const isIn = ({ subject }: PastCall): boolean => subject !== undefined && isPlaceWithin(pointedTo(subject), place);
  const left = withoutOwn(s, (object) => object === place);
  if (!s.past.some(isIn)) return left;
  const { trace } = note(s, f, span, 'call', by === undefined ? 'its scope ends here' : 'it is freed here');
  run.observe({ kind: 'gone', place, by, past: s.past, site: siteOf(f, span), trace, program: f.program });
  // That was all there is to say of what was registered in it.
  return { ...left, trace, past: s.past.filter((call) => !isIn(call)) };
}

/** The scope of a pointer ends whose clean-up frees what it points to. */
export function afterFreeingScope(run: Run, f: Frame, s: State, variable: Variable, span: Span): State {
  const by = run.watchesMaking ? freedAtEnd(variable.declarator?.cleanup) : undefined;
  const held = by === undefined ? undefined : s.env.get(variablePlace(f, variable));
  return held && isPointer(held) && truth(held, s.facts) !== false ? afterGone(run, f, s, pointedTo(held), by, span) : s;
}

/** A pointer gets into a variable with a clean-up: what that does with it can't always be seen. */
export function giveToCleanup(run: Run, s: State, variable: Variable | undefined, value: Value): State {
  const cleanup = variable?.declarator?.cleanup;
  return run.watchesMaking && cleanup !== undefined && freedAtEnd(cleanup) === undefined ? giveOwn(s, value) : s;
}

/** Code that can't be seen runs: what is registered in objects that it may find elsewhere than in its arguments, it may end; and it may wait. */
export function findRegistered(run: Run, f: Frame, s: State, name: string, args: readonly Value[]): State {
  if (!run.watchesMaking || s.past.length === 0 || isObserver(name) || isQuestion(name) || isArithmetic(name) || borrows(name) || isCore(name) || makesNew(name, false)) return s;
  const isOwn = f.program.defines(name);
  const past = outOfSight(s.past, (subject) => {
    const place = pointedTo(subject);
    if (s.own?.get(objectAround(s, place) ?? '') === 'hidden') return false;
    const variable = isLocalPlace(place) ? rootPlace(place) : undefined;
    // What is on the stack is not looked for in lists; and a function of the file that calls nothing of that side is taken not to have it called.
    return variable === undefined || (!isOwn && isReached(s, variable, args));
  });
  return past === s.past ? s : { ...s, past };
}

/** There is a pointer into the variable in what is given, or where anybody may look. */
function isReached(s: State, variable: string, args: readonly Value[]): boolean {
  const given = args.filter(isPointer).map(pointedTo);
  return [...s.env].some(([place, held]) => held.kind === 'address' && isPlaceWithin(held.place, variable) && (isGlobal(place) || given.some((object) => isPlaceWithin(place, object))));
}

/** A function of the file that is given something of the path's own, or what something was registered in, or could be where it comes from, is looked into. */
export function concernsOwn(s: State, args: readonly Value[]): boolean {
  return args.some((arg) => isPointer(arg) && (objectAround(s, pointedTo(arg)) !== undefined || s.past.some(({ subject }) => subject && isPlaceWithin(pointedTo(subject), pointedTo(arg)))));
}
