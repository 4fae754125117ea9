/** Subscribers with places in lines and columns (1-based, UTF-16 units, a tab is one): what reports show, and what threads send each other. */
import type { Blocking, CodePlace, EventOutcome, SetSequence, Survey } from '../lens.ts';
import { LineStarts } from './line-starts.ts';
import type { SubscribersOfFile } from './subscribers.ts';

export interface PlaceEntry {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface PlacedCall extends PlaceEntry {
  readonly function: string;
}

export interface SurveyEntry {
  readonly blocking: Blocking;
  readonly sleep: (PlacedCall & { readonly call: string; readonly what: string }) | null;
  readonly events: readonly EventOutcome[];
  readonly locks: readonly (PlacedCall & { readonly lock: string; readonly tried: boolean })[];
  readonly setSequence: { readonly when: SetSequence; readonly under: readonly string[] } | null;
  readonly unseen: readonly string[];
}

export interface CallbackEntry extends PlaceEntry {
  readonly member: string;
  readonly function: string | null;
  /** null: see `unknown`. */
  readonly does: SurveyEntry | null;
  readonly unknown: string | null;
}

export interface SubscriberEntry extends PlaceEntry {
  readonly name: string;
  readonly kind: 'list' | 'interval';
  readonly callbacks: readonly CallbackEntry[];
}

export interface RegistrationEntry extends PlacedCall {
  readonly call: string;
  readonly does: 'registers' | 'ends';
  /** null: the call has no result. */
  readonly result: 'used' | 'dropped' | null;
  readonly table: string | null;
}

/** Of one file. */
export interface SubscriberEntries {
  readonly subscribers: readonly SubscriberEntry[];
  readonly registrations: readonly RegistrationEntry[];
}

/** @param name how a file, by its absolute path, is called */
export function entriesOf({ path, text, tables, registrations }: SubscribersOfFile, name: (path: string) => string): SubscriberEntries {
  const lines = new LineStarts(text);
  const at = ({ span, file }: Pick<CodePlace, 'span' | 'file'>): PlaceEntry => ({
    file: name(file?.path ?? path), ...(file ? new LineStarts(file.text) : lines).position(span.start),
  });
  const placed = (place: CodePlace): PlacedCall => ({ function: place.function, ...at(place) });
  const survey = ({ blocking, sleep, events, locks, setSequence, unseen }: Survey): SurveyEntry => ({
    blocking,
    sleep: sleep ? { call: sleep.call, what: sleep.what, ...placed(sleep) } : null,
    events,
    locks: locks.map((taken) => ({ lock: taken.lock, tried: taken.tried, ...placed(taken) })),
    setSequence: setSequence ?? null,
    unseen,
  });
  return {
    subscribers: tables.map(({ name: table, kind, span, callbacks }) => ({
      name: table, kind, ...at({ span }),
      callbacks: callbacks.map((callback) => ({
        member: callback.member, function: callback.function ?? null, ...at(callback),
        does: callback.survey ? survey(callback.survey) : null, unknown: callback.unknown ?? null,
      })),
    })),
    registrations: registrations.map((registration) => ({
      call: registration.call, does: registration.does, ...placed(registration),
      result: registration.dropped === undefined ? null : registration.dropped ? 'dropped' : 'used', table: registration.table ?? null,
    })),
  };
}
