/** From what was seen of a callback to what is said of it. */
import type { CallbackContext, OpsKind } from '../kernel/callbacks.ts';
import type { Blocking, EventOutcome, SetSequence, SleepingCall, Survey, TakenLock } from './data.ts';
import type { PathEnd, Seen, Slept } from './run.ts';

const hasActed = ({ deeds }: PathEnd): boolean => deeds.activity === 'acted' || deeds.setSequence;
const isIdle = ({ deeds }: PathEnd): boolean => deeds.activity === 'none' && !deeds.setSequence;

export function blockingOf({ ends, sleeps, locks }: Seen, context: CallbackContext | undefined): { readonly blocking: Blocking; readonly sleep?: SleepingCall } {
  const first = (found: readonly Slept[]): { sleep?: SleepingCall } => (found[0] ? { sleep: withoutAnswer(found[0]) } : {});
  if (context?.sleeping !== 'blockable') return { blocking: sleeps.length > 0 ? 'sleeps' : 'no-sleep', ...first(sleeps) };
  const unasked = sleeps.filter(({ blockable }) => blockable === undefined);
  if (unasked.length > 0) return { blocking: 'unasked', ...first(unasked) };
  const despite = sleeps.filter(({ blockable }) => blockable === false);
  if (despite.length > 0) return { blocking: 'despite', ...first(despite) };
  const refused = ends.filter(({ blockable }) => blockable === false);
  const asks = refused.length > 0 || sleeps.length > 0;
  if (!asks) return { blocking: 'no-sleep' };
  // With no lock tried anywhere, failing is all that is left.
  const tries = locks.some((lock) => lock.tries) && refused.some((end) => !end.fails || end.deeds.held.length > 0);
  if (tries) return { blocking: 'tries', ...first(sleeps) };
  return { blocking: refused.length > 0 && refused.every(({ fails }) => fails) ? 'fails' : 'asks', ...first(sleeps) };
}

function withoutAnswer({ blockable: _, ...sleep }: Slept): SleepingCall {
  return sleep;
}

export function outcomeOf(event: string, { isDone, ends, sleeps }: Seen): EventOutcome {
  const done = ends.filter(({ fails }) => !fails);
  const acts = done.some(hasActed);
  const idle = done.every(isIdle);
  const own = done.filter((end) => end.isOwner === true);
  return {
    event,
    does: !isDone || ends.length === 0 ? 'unknown' : acts ? 'acts' : idle ? 'ignores' : 'unknown',
    ignoresOwn: isDone && acts && own.length > 0 && own.every(isIdle),
    mayFail: ends.some(({ fails }) => fails),
    maySleep: sleeps.length === 0 ? 'no' : sleeps.every(({ blockable }) => blockable === true) ? 'blockable' : 'yes',
  };
}

/** An event, or its owner, is all that keeps it from being set. */
function isFilter({ ends }: Seen): boolean {
  const done = ends.filter(({ fails }) => !fails);
  const without = done.filter(({ deeds }) => !deeds.setSequence);
  return without.length === 0 || done.every(isIdle) || without.every((end) => isIdle(end) && end.isOwner === true);
}

function setSequenceOf({ ends, sequences }: Seen, byEvent: readonly Seen[]): NonNullable<Survey['setSequence']> {
  const isAlways = ends.every(({ fails, deeds }) => fails || deeds.setSequence);
  const isFiltered = byEvent.length > 0 && byEvent.every((seen) => seen.isDone && isFilter(seen));
  const when: SetSequence = sequences.length === 0 ? 'never' : isAlways ? 'always' : isFiltered ? 'filtered' : 'conditional';
  const [first = [], ...others] = sequences;
  return { when, under: first.filter((lock) => others.every((held) => held.includes(lock))) };
}

function locksOf({ locks }: Seen): readonly TakenLock[] {
  const byName = new Map<string, TakenLock>();
  for (const { tries, ...place } of locks) {
    const known = byName.get(place.lock);
    byName.set(place.lock, { ...(known ?? place), tried: tries && (known?.tried ?? true) });
  }
  return [...byName.values()].sort((a, b) => (a.lock < b.lock ? -1 : 1));
}

/** @param byEvent what was seen with each event kind */
export function surveyOf(seen: Seen, kind: OpsKind, context: CallbackContext | undefined, byEvent: ReadonlyMap<string, Seen>): Survey {
  return {
    ...blockingOf(seen, context),
    events: [...byEvent].map(([event, found]) => outcomeOf(event, found)),
    locks: locksOf(seen),
    ...(kind === 'interval' ? { setSequence: setSequenceOf(seen, [...byEvent.values()]) } : {}),
    unseen: [...seen.unseen].sort(),
  };
}
