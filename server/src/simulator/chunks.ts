/**
 * A range of addresses that is looked up piece by piece: where each look-up of a request begins, and where it puts what it finds. Once a request has moved
 * on, and a new read side has begun whose sequence took the place of the one before, nobody can check any more what was found so far.
 */
import { type Site, siteKey } from './trace.ts';
import type { Value } from './value.ts';

/** What one look-up was about. */
export interface Chunk {
  readonly from: Value;
  readonly to: Value;
  /** What it fills in. */
  readonly into: Value;
  /** A place that holds something behind `from`, or behind `into`. */
  readonly beyond?: string;
  readonly further?: string;
  /** The request was moved to addresses behind these since. */
  readonly isPast?: true;
  /** What it finds next does not take the place of what was found here. */
  readonly isApart?: true;
  /** The request was put back to tell of all that was found. */
  readonly isWhole?: true;
  /** Another read side of the notifier was begun with none of this one checked: where, which sequence was this one's, and whether the new one has its name. */
  readonly overtaken?: { readonly by: Site; readonly id: string; readonly isRenewed: boolean };
}

/** Found before, by a sequence that is not there any more. */
export interface EarlierChunk {
  /** Where the sequence was taken that took its place. */
  readonly begun: Site;
  readonly into: Value;
}

/** What is kept of a look-up about that. */
export interface Chunked {
  /** Which part of something it is about. */
  readonly chunk?: Chunk;
  /** What was found before. */
  readonly earlier?: EarlierChunk;
}

export function chunkValues({ chunk, earlier }: Chunked): readonly Value[] {
  return [...(chunk ? [chunk.from, chunk.to, chunk.into] : []), ...(earlier ? [earlier.into] : [])];
}

export function renewChunks({ chunk, earlier }: Chunked, renewed: (value: Value, what: string) => Value): Chunked {
  return {
    ...(chunk ? { chunk: { ...chunk, from: renewed(chunk.from, 'from'), to: renewed(chunk.to, 'to'), into: renewed(chunk.into, 'into') } } : {}),
    ...(earlier ? { earlier: { ...earlier, into: renewed(earlier.into, 'first') } } : {}),
  };
}

/** What was decided about it so far. (Where it begins and ends is no reason to follow paths apart: see `joinedChunks`.) */
export function chunkKey({ chunk, earlier }: Chunked): string {
  const about = chunk ? `c${chunk.beyond ?? ''},${chunk.further ?? ''},${chunk.isPast ?? ''},${chunk.isApart ?? ''},${chunk.isWhole ?? ''},${chunk.overtaken ? siteKey(chunk.overtaken.by) + chunk.overtaken.id : ''}` : '';
  return earlier ? `${about}e${siteKey(earlier.begun)}` : about;
}

/** What two paths know of one look-up: where they differ, nothing can be told from it. */
export function joinedChunks<T extends Chunked>(own: T, other: Chunked | undefined, unknown: (what: string) => Value): T {
  const both = (a: Value, b: Value | undefined, what: string): Value => (a.key === b?.key ? a : unknown(what));
  const { chunk, earlier } = own;
  return {
    ...own,
    ...(chunk ? { chunk: { ...chunk, from: both(chunk.from, other?.chunk?.from, 'from'), to: both(chunk.to, other?.chunk?.to, 'to'), into: both(chunk.into, other?.chunk?.into, 'into') } } : {}),
    ...(earlier ? { earlier: { ...earlier, into: both(earlier.into, other?.earlier?.into, 'first') } } : {}),
  };
}
