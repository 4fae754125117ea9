/** What a path of a callback has done so far: part of its state in surveys, so that paths that did different things stay apart. */

/**
 * How much was done. `asked`: a call that can't be seen was made for its answer, and may have done something. `acted`: something
 * certainly was, be it that a function was called that can't be seen, or that memory was written to that is not the function's own.
 */
export type Activity = 'none' | 'asked' | 'acted';

export interface Deeds {
  readonly activity: Activity;
  /** The sequence of the interval subscription was set. */
  readonly setSequence: boolean;
  /** Locks that are held, as written where they were taken, with their kind: `mutex node->lock`. */
  readonly held: readonly string[];
}

export const NO_DEEDS: Deeds = { activity: 'none', setSequence: false, held: [] };

/** Equal for equal deeds. */
export function deedsKey({ activity, setSequence, held }: Deeds): string {
  return `D${activity}${setSequence}${held.join()}`;
}
