/** What each step of a block does to a state. */
import type { GuardAcquire, Step, Variable } from '../flow/graph.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { goneThrough } from '../kernel/made-members.ts';
import type { CallExpr, Expr, Span } from '../syntax/ast.ts';
import { call } from './calls.ts';
import { guardAcquired, guardReleased } from './contexts.ts';
import { forget, giveAddress, putOutOfSight } from './escape.ts';
import { afterGuard, afterGuarded } from './survey.ts';
import { evaluate, store } from './evaluate.ts';
import { freshAt, type Frame, type Run, siteOf, variablePlace } from './frame.ts';
import { tellHazardousGuard } from './hazards.ts';
import { afterFreeingScope, afterGone, declareOwn, giveToCleanup } from './making.ts';
import { afterUnknown } from './subscribing.ts';
import { scopeEnds } from './ranges.ts';
import { tellSleepingGuard } from './sleeping.ts';
import { initialise, isZero } from './initializers.ts';
import { isPlaceWithin, type RangeState, type State, withoutPlaces, withoutRanges, withRange, withValue } from './state.ts';
import { tellUses } from './uses.ts';
import { type Value, ZERO } from './value.ts';

/** The states after a step; none when the path ends in it. */
export function execute(run: Run, f: Frame, s: State, step: Step): readonly State[] {
  switch (step.kind) {
    case 'evaluate': return evaluate(run, f, s, step.expr).map((o) => o.state);
    case 'set': return evaluate(run, f, s, step.value).map((o) => withValue(o.state, variablePlace(f, step.variable), o.value));
    case 'declare': return declare(run, f, s, step.variable, step.init, step.span);
    case 'leave': return leave(run, f, s, step.variable, step.span);
    case 'guard': return acquireGuard(run, f, s, step);
    case 'unguard': return [guardReleased(f, run.surveys ? afterGuarded(f, s, step.id) : s, step.id)];
    case 'forget': return forgetTargets(run, f, s, step);
    case 'unknown': return [afterUnknown(run, f, s, step.span)];
  }
}

function acquireGuard(run: Run, f: Frame, s: State, step: GuardAcquire): readonly State[] {
  const evaluated: readonly { readonly state: State; readonly value?: Value }[] = step.argument ? evaluate(run, f, s, step.argument) : [{ state: s }];
  const going = run.watchesSleep ? evaluated.flatMap(({ state, ...rest }) => {
    const after = tellSleepingGuard(run, f, state, step);
    return after ? [{ ...rest, state: after }] : [];
  }) : evaluated;
  if (run.watchesHazards) for (const { state } of going) tellHazardousGuard(run, f, state, step);
  return going.map(({ state, value }) => guardAcquired(f, run.surveys ? afterGuard(run, f, state, step, value) : state, step, value, run.followsSleepingLocks));
}

/** An iterator moves its cursors; what it goes through has to be there. */
function forgetTargets(run: Run, f: Frame, s: State, { targets, span }: Extract<Step, { kind: 'forget' }>): readonly State[] {
  const name = f.routine.textOf(span);
  if (run.surveys && goneThrough(name).length > 0) tellUses(run, f, s, span, name, targets.map((target) => evaluate(run, f, s, target)[0]?.value));
  return [targets.reduce((next, target) => move(run, f, next, target), s)];
}

function withoutPlace(s: State, place: string): State {
  const isGone = (key: string): boolean => isPlaceWithin(key, place);
  return { ...s, env: withoutPlaces(s.env, isGone), ranges: withoutRanges(s.ranges, isGone) };
}

function declare(run: Run, f: Frame, s: State, variable: Variable, init: Expr | undefined, span: Span): readonly State[] {
  const place = variablePlace(f, variable);
  if (variable.isStatic) return [s];
  const isRange = variable.typeBase === RANGE_TYPE && variable.pointers === 0 && !variable.isArray;
  const clean = declareOwn(run, withoutPlace(s, place), variable, place);
  if (!init) {
    if (isRange) return [withRange(clean, place, { at: 'uninitialized' })];
    const fresh = freshAt(clean, f, span, `declare-${variable.id}`);
    return [withValue(fresh.state, place, fresh.value)];
  }
  if (init.kind !== 'initializer') {
    return evaluate(run, f, clean, init).map((o) => {
      if (isRange) return withRange(o.state, place, { at: 'escaped' });
      const target: Expr = { kind: 'name', name: variable.name, span };
      return store(run, f, giveToCleanup(run, o.state, variable, o.value), place, o.value, target);
    });
  }
  // Only an initialiser that sets .mm does what range_init does (the core itself initialises ranges so).
  const initialState: RangeState = init.entries.some((entry) => entry.field === 'mm' && !isZero(entry.value)) ? { at: 'initialized', init: siteOf(f, span) } : { at: 'uninitialized' };
  if (isRange) return init.entries.reduce<readonly State[]>((states, { field, value }) => states.flatMap((state) => evaluate(run, f, state, value).map((o) => (
    field === undefined ? putOutOfSight(f, o.state, o.value) : withValue(o.state, `${place}.${field}`, o.value)))), [withValue(withRange(clean, place, initialState), `${place}.*`, ZERO)]);
  return initialise(run, f, clean, place, init, variable.isArray);
}

function leave(run: Run, f: Frame, s: State, variable: Variable, span: Span): readonly State[] {
  const place = variablePlace(f, variable);
  const cleanup = variable.declarator?.cleanup;
  let states: readonly State[] = [afterFreeingScope(run, f, s, variable, span)];
  if (cleanup !== undefined && !cleanup.startsWith('free:') && variable.declarator) {
    // The compiler calls cleanup(&variable).
    const nameSpan = variable.declarator.nameSpan;
    const name = [...f.routine.graph.bindings].find(([, bound]) => bound === variable)?.[0];
    if (name) {
      const argument: Expr = { kind: 'unary', op: '&', operand: name, span: nameSpan };
      const made: CallExpr = { kind: 'call', callee: { kind: 'name', name: cleanup, span }, args: [argument], span };
      states = call(run, f, s, made).map((o) => o.state);
    }
  }
  return states.map((state) => {
    const gone = run.watchesMaking && variable.pointers === 0 && !variable.isStatic ? afterGone(run, f, state, place, undefined, span) : state;
    const ended = scopeEnds(run, f, gone, place, span);
    return { ...ended, env: withoutPlaces(ended.env, (key) => isPlaceWithin(key, place)) };
  });
}

/** A macro moves a cursor: a variable named as an argument, or given by its address. */
function move(run: Run, f: Frame, s: State, target: Expr): State {
  if (target.kind === 'name') {
    const variable = f.routine.graph.bindings.get(target);
    if (!variable) return s;
    const fresh = freshAt(s, f, target.span, `cursor-${variable.id}`);
    return withValue(fresh.state, variablePlace(f, variable), fresh.value);
  }
  const [outcome] = evaluate(run, f, s, target);
  if (!outcome) return s;
  return outcome.value.kind === 'address' ? forget(f, giveAddress(run, f, outcome.state, outcome.value, target.span, false), outcome.value.place, target.span) : outcome.state;
}
