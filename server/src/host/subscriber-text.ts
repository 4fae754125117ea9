/** What is said of a callback, in few words: for tables, hovers and code lenses. */
import type { EventOutcome, SetSequence, Blocking } from '../lens.ts';

/** As much of a `Survey` as is put into words. */
export interface Told {
  readonly blocking: Blocking;
  readonly sleep?: { readonly call: string } | null;
  readonly events: readonly EventOutcome[];
  readonly locks: readonly { readonly lock: string; readonly tried: boolean }[];
  readonly setSequence?: { readonly when: SetSequence } | null;
}

const BLOCKING = {
  fails: 'asks, and fails',
  tries: 'asks, and tries the lock',
  asks: 'asks',
  unasked: 'sleeps unasked',
  despite: 'asks, and sleeps all the same',
  sleeps: 'sleeps',
  'no-sleep': 'no sleep seen',
} as const;

/** What it does where the range is not blockable. */
export function blockingText({ blocking, sleep }: Told): string {
  const isMarked = blocking === 'unasked' || blocking === 'despite' || blocking === 'sleeps';
  return isMarked && sleep ? `${BLOCKING[blocking]}: ${callText(sleep.call)}` : BLOCKING[blocking];
}

function callText(name: string): string {
  return name.includes('(') ? name : `${name}()`;
}

/** `MMU_NOTIFY_CLEAR` without what all of them begin with. */
export function shortEvent(event: string): string {
  return event.replace('MMU_NOTIFY_', '');
}

/** Which events it ignores, and which it ignores if they are its own; empty where it tells none apart. */
export function filterText({ events }: Told): string {
  const names = (has: (outcome: EventOutcome) => boolean): string => events.filter(has).map(({ event }) => shortEvent(event)).join(', ');
  const acts = events.filter(({ does }) => does !== 'ignores');
  const ignored = events.filter(({ does }) => does === 'ignores');
  const unknown = names(({ does }) => does === 'unknown');
  const own = names(({ ignoresOwn }) => ignoresOwn);
  return [
    ignored.length === 0 ? '' : acts.length < ignored.length ? `only ${names(({ does }) => does !== 'ignores') || 'none'}` : `ignores ${names(({ does }) => does === 'ignores')}`,
    own === '' ? '' : `ignores its own ${own}`,
    unknown === '' ? '' : `unknown for ${unknown}`,
  ].filter((text) => text !== '').join('; ');
}

const SEQUENCE = { always: 'always', filtered: 'unless filtered', conditional: 'not always', never: 'never' } as const;

export function sequenceText({ setSequence }: Told): string {
  return setSequence ? SEQUENCE[setSequence.when] : '';
}

export function locksText({ locks }: Told): string {
  return locks.map(({ lock, tried }) => (tried ? `${lock} (tried)` : lock)).join(', ');
}

/** One event, for one callback: `ignores it if it is its own; may fail; may sleep if blockable`. */
export function outcomeText({ does, ignoresOwn, mayFail, maySleep }: EventOutcome): string {
  const parts = [does === 'unknown' ? 'unknown' : does === 'ignores' ? 'ignores it' : 'acts'];
  if (ignoresOwn) parts.push('ignores its own');
  if (mayFail) parts.push('may fail');
  if (maySleep !== 'no') parts.push(maySleep === 'blockable' ? 'may sleep if blockable' : 'may sleep');
  return parts.join(', ');
}

/** A whole table in a line: `4 callbacks · asks, and fails · ignores its own MIGRATE`. */
export function tableSummary(callbacks: readonly { readonly survey?: Told }[]): string {
  const surveys = callbacks.flatMap(({ survey }) => survey ?? []);
  const asked = surveys.filter(({ events }) => events.length > 0);
  const facts = [...asked.map(blockingText), ...asked.map(filterText), ...surveys.map((s) => (s.setSequence ? `sequence set: ${sequenceText(s)}` : ''))];
  return [`${callbacks.length} callback${callbacks.length === 1 ? '' : 's'}`, ...new Set(facts.filter((text) => text !== ''))].join(' · ');
}
