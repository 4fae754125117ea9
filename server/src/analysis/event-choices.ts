/** The kinds that a call could send, ranked by what is done while its range is open, with the places that say so. */
import type { EntryDeed } from '../kernel/entries.ts';
import { deedWords, rankEvents } from '../kernel/event-evidence.ts';
import type { EventChoice, EventReason } from '../findings.ts';
import type { FixContext } from '../rules/fixes/candidate.ts';
import { hasOwner, writtenCall } from '../rules/fixes/init-forms.ts';
import type { SeenDeed } from '../rules/rule.ts';
import type { Routine } from '../simulator/routine.ts';
import type { Site } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { evidenceFor } from './entry-deeds.ts';
import type { FileState } from './file.ts';
import { type FileIndex, startOf } from './index-file.ts';

interface Place {
  readonly text: string;
  /** UTF-16 offset. */
  readonly offset: number;
}

function placeOf({ routine, span }: Site, { input, index }: { readonly input: FileState['input']; readonly index: FileIndex }): Place {
  return routine.source
    ? { text: routine.source.file.text, offset: routine.source.start + span.start }
    : { text: input.text, offset: startOf(routine.key, index) + span.start };
}

/** 1-based. */
function lineOf({ text, offset }: Place): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** `line 12`, `line 12 in helper()`, `helper() in huge_memory.c, line 12`. */
function where({ site, through }: SeenDeed, state: FileState): string {
  const line = lineOf(placeOf(site, state));
  const { source, name } = site.routine;
  if (source) return `${name}() in ${source.file.path.split(/[\\/]/).at(-1)}, line ${line}`;
  return through || site.callers.length > 0 ? `line ${line} in ${name}()` : `line ${line}`;
}

/** Each deed once, with the place that is told best: in the function itself, else nearest by. */
function firstOf(evidence: readonly SeenDeed[]): ReadonlyMap<EntryDeed, SeenDeed> {
  const found = new Map<EntryDeed, SeenDeed>();
  for (const e of evidence) {
    const known = found.get(e.deed);
    if (!known || (known.through && !e.through)) found.set(e.deed, e);
  }
  return found;
}

/** `void *owner;`, or one that is named after whose it is, in the definition of a structure. */
export function ownerMember(type: string, { declarations }: FileIndex): string | undefined {
  const isDefinition = new RegExp(`\\b${type}\\s*\\{`);
  const text = declarations.find((piece) => isDefinition.test(piece.text))?.text;
  return text && /\bvoid\s*\*\s*(\w*owner)\s*;/.exec(text)?.[1];
}

/** What fixes of a finding in this function are made with. */
export function fixContext(routine: Routine, piece: FunctionPiece, state: FileState): FixContext {
  return {
    routine, text: piece.text, generation: state.input.generation,
    entryDeeds: (at) => new Map([...firstOf(evidenceFor(piece, at, state.memory).deeds)].map(([deed, e]) => [deed, where(e, state)])),
    ownerMember: (type) => ownerMember(type, state.index),
  };
}

/**
 * The kinds of this tree for the call of an init function around `offset`, best first; empty where there is none.
 * @param offset UTF-16 offset in the file
 */
export function eventChoices(state: FileState, offset: number): readonly EventChoice[] {
  const piece = state.index.functions.find(({ start, end }) => start <= offset && offset < end);
  const routine = piece && !piece.broken ? state.memory.routine(piece, new Map()) : undefined;
  if (!piece || !routine) return [];
  const context = fixContext(routine, piece, state);
  const written = writtenCall(offset - piece.start, context);
  if (!written) return [];
  const found = firstOf(evidenceFor(piece, written.call.span.start, state.memory).deeds);
  const reason = (deed: EntryDeed | undefined): EventReason | undefined => {
    const evidence = deed && found.get(deed);
    if (!evidence) return undefined;
    const { offset: at } = placeOf(evidence.site, state);
    const { span: { start, end }, routine: { source } } = evidence.site;
    return { text: `${deedWords(evidence.deed)} (${where(evidence, state)})`, span: { start: at, end: at + end - start }, ...(source ? { file: source.file } : {}) };
  };
  return rankEvents(state.input.generation.events, new Set(found.keys()), hasOwner(written, context))
    .map(({ event, speaksFor, speaksAgainst }) => ({ event, for: reason(speaksFor), against: reason(speaksAgainst) }));
}
