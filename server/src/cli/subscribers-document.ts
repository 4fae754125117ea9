/** What `mnlens subscribers --format json` writes: `schema/subscribers.schema.json` in types. Places as in `document.ts`. */
import type { SubscribersOfFile } from '../host/subscribers.ts';
import { TOOL } from '../host/tool.ts';
import type { Blocking, CodePlace, EventOutcome, SetSequence, Survey } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import { compare } from './document.ts';
import { Lines } from './lines.ts';
import { displayPath } from './paths.ts';

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

export interface SubscribersDocument {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly tree: { readonly root: string; readonly generation: string } | null;
  readonly subscribers: readonly SubscriberEntry[];
  readonly registrations: readonly RegistrationEntry[];
}

export function subscribersDocument(found: readonly SubscribersOfFile[], trees: readonly KernelTree[]): SubscribersDocument {
  const files = [...found].sort((a, b) => compare(displayPath(a.path), displayPath(b.path))).map((file) => inFile(file));
  const tree = trees.find(({ problem }) => problem === undefined);
  return {
    version: 1,
    tool: TOOL,
    tree: tree ? { root: displayPath(tree.root), generation: tree.generation.release } : null,
    subscribers: files.flatMap(({ subscribers }) => subscribers),
    registrations: files.flatMap(({ registrations }) => registrations),
  };
}

function inFile({ path, text, tables, registrations }: SubscribersOfFile): Pick<SubscribersDocument, 'subscribers' | 'registrations'> {
  const lines = new Lines(text);
  const at = ({ span, file }: Pick<CodePlace, 'span' | 'file'>): PlaceEntry => ({
    file: displayPath(file?.path ?? path), ...(file ? new Lines(file.text) : lines).position(span.start),
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
    subscribers: tables.map(({ name, kind, span, callbacks }) => ({
      name, kind, ...at({ span }),
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
