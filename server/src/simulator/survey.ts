/** What is noted in surveys of callbacks (`Mode` `survey`): the deeds of each path, and what it takes to do them. */
import { isContainerOf, isQuestion } from '../kernel/functions.ts';
import { guardUse, lockUse } from '../kernel/lock-uses.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { GuardAcquire } from '../flow/graph.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { asBlockable, isEvent } from './blockable.ts';
import { lockName } from './contexts.ts';
import { type Activity, NO_DEEDS } from './deeds.ts';
import { assume } from './facts.ts';
import { type Frame, type Run, siteOf } from './frame.ts';
import type { DeedEvent } from './observation.ts';
import { isLocalPlace } from './places.ts';
import { INITIAL_STATE, type State, withTrace } from './state.ts';
import type { Value } from './value.ts';

/** As the core calls it. @param range id of the parameter; @param event its kind, and @param blockable whether it allows sleeping, where that is fixed */
export function surveyEntry(range: string | undefined, event: string | undefined, blockable?: boolean): State {
  const start: State = { ...INITIAL_STATE, deeds: NO_DEEDS };
  const entry = range === undefined || blockable === undefined ? start : asBlockable(range, start, blockable) ?? start;
  const kind = event === undefined || range === undefined ? undefined : isEvent(range, event);
  const facts = kind && assume(kind, true, entry.facts);
  return kind && facts ? withTrace({ ...entry, facts }, undefined, { kind: 'assumed', value: kind, holds: true }) : entry;
}

const ORDER: readonly Activity[] = ['none', 'asked', 'acted'];

function withActivity(s: State, activity: Activity): State {
  if (!s.deeds || ORDER.indexOf(activity) <= ORDER.indexOf(s.deeds.activity)) return s;
  return { ...s, deeds: { ...s.deeds, activity } };
}

/** A call of the kernel of which is known what it is: a lock is taken or dropped, a sequence set. */
export function afterKnownDeed(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): State {
  const { deeds } = s;
  if (!deeds) return s;
  if (subscriberFunction(name)?.verb === 'set-seq') {
    run.observe({ kind: 'deed', deed: 'sets-sequence', lock: '', text: '', deeds, site: siteOf(f, e.span), trace: s.trace, program: f.program });
    return { ...s, deeds: { ...deeds, setSequence: true } };
  }
  const use = lockUse(name);
  if (!use) return s;
  const text = lockText(f, use.index === undefined ? undefined : e.args[use.index]);
  const called = use.index === undefined ? undefined : lockName(f.routine, e.args[use.index]);
  const held = `${use.kind} ${text}`;
  if (use.action === 'drops') return { ...s, deeds: { ...deeds, held: deeds.held.filter((other) => !isSameLock(other, held)) } };
  const lock = use.index === undefined ? undefined : args[use.index];
  run.observe({ kind: 'deed', deed: use.action, lock: use.kind, text, ...(called ? { name: called } : {}), ...placeOf(lock), deeds, site: siteOf(f, e.span), trace: s.trace, program: f.program });
  return deeds.held.includes(held) ? s : { ...s, deeds: { ...deeds, held: [...deeds.held, held].sort() } };
}

/** Taken in one function and dropped in another, the same lock may be written differently: its last member's name must do. */
function isSameLock(a: string, b: string): boolean {
  const last = (text: string): string => `${text.split(' ')[0]} ${text.split(/->|\.|\s/).at(-1)}`;
  return last(a) === last(b);
}

function placeOf(lock: Value | undefined): Pick<DeedEvent, 'place'> {
  return lock?.kind === 'address' ? { place: lock.place } : {};
}

/** A guard is taken. */
export function afterGuard(run: Run, f: Frame, s: State, guard: GuardAcquire, lock: Value | undefined): State {
  const { deeds } = s;
  const use = deeds && guardUse(guard.lockClass);
  if (!deeds || !use) return s;
  const text = lockText(f, guard.argument);
  const name = lockName(f.routine, guard.argument);
  run.observe({ kind: 'deed', deed: use.action === 'tries' ? 'tries' : 'takes', lock: use.kind, text, ...(name ? { name } : {}), ...placeOf(lock), deeds, site: siteOf(f, guard.span), trace: s.trace, program: f.program });
  const held = `${use.kind} ${text}`;
  return deeds.held.includes(held) ? s : { ...s, deeds: { ...deeds, held: [...deeds.held, held].sort() } };
}

/** Its scope ends. */
export function afterGuarded(f: Frame, s: State, id: string): State {
  const { deeds } = s;
  const guard = deeds && f.routine.graph.blocks.flatMap(({ steps }) => steps).find((step) => step.kind === 'guard' && step.id === id);
  const use = guard?.kind === 'guard' ? guardUse(guard.lockClass) : undefined;
  if (!deeds || guard?.kind !== 'guard' || !use) return s;
  const held = `${use.kind} ${lockText(f, guard.argument)}`;
  return { ...s, deeds: { ...deeds, held: deeds.held.filter((other) => other !== held) } };
}

function lockText(f: Frame, arg: Expr | undefined): string {
  return arg ? f.routine.textOf(arg.span).replace(/^&/, '').replaceAll(/\s+/g, ' ') : '';
}

/** A call that can't be seen into. */
export function afterUnseenCall(run: Run, f: Frame, s: State, e: CallExpr, name: string): State {
  if (!s.deeds || isQuestion(name) || isContainerOf(name) || lockUse(name) || subscriberFunction(name)?.verb === 'set-seq') return s;
  run.observe({ kind: 'unseen', name: name || 'a function pointer', site: siteOf(f, e.span), trace: s.trace, program: f.program });
  return withActivity(s, f.routine.conditions.has(e) ? 'asked' : 'acted');
}

/** Memory is written to. */
export function afterWrite(s: State, place: string): State {
  return isLocalPlace(place) ? s : withActivity(s, 'acted');
}

