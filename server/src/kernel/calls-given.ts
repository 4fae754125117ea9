/** Kernel functions that call a function which they are given before they return, as data. What is called later, by somebody else, holds none of the caller's locks. */

export interface CallsGiven {
  /** Which argument the function is (0-based). */
  readonly index: number;
  /** Which arguments it is given. */
  readonly gives: readonly number[];
  readonly source: string;
}

const FUNCTIONS: ReadonlyMap<string, CallsGiven> = new Map<string, CallsGiven>([
  // With the last reference only.
  ['kref_put', { index: 1, gives: [0], source: 'include/linux/kref.h' }],
]);

/** What the function `name` may call; `undefined` for one that is not known to. */
export function callsGiven(name: string): CallsGiven | undefined {
  return FUNCTIONS.get(name);
}
