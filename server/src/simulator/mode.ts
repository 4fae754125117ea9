/** In which ways the machine runs a function, and how far. */

/**
 * How a function is run.
 * - `glance`: states are joined at once, so that every path that exists is taken, and some that do not.
 * - `paths`: states are kept apart as long as they are few.
 * - `callback`: the same for a function that the core calls; what sleeps is told.
 * - `callback-to-sleep`: the same for one that has too many paths: each ends where something sleeps that must not.
 * - `subscriber`: the same for a function that calls the subscriber's side of the API; these calls are told.
 * - `large-subscriber`: the same for one that has too many paths: states are joined at once.
 * - `hazards`: as `callback`, or for a function that takes a lock of one; what may wait for an invalidation is told.
 * - `large-hazards`: the same with states joined at once.
 * - `survey`: as `callback`, with all that it does: nothing is left out as irrelevant, and locks that it takes and how paths end are told.
 */
export type Mode = 'glance' | 'paths' | 'callback' | 'callback-to-sleep' | 'subscriber' | 'large-subscriber' | 'hazards' | 'large-hazards' | 'survey';

/** Blocks executed for one function under analysis, those of the functions it calls included. */
const BUDGET = 5_000;
/** The same where states are joined at once: a function that needs more is too large for the other way, too. */
const COARSE_BUDGET = 3_000;
/** The same for subscribers: there are few, and much is asked of them. */
const LARGE_BUDGET = 12_000;

/** Blocks that may be executed. */
export function budgetOf(mode: Mode): number {
  if (mode === 'glance' || mode === 'survey') return COARSE_BUDGET;
  return mode === 'subscriber' || mode === 'large-subscriber' ? LARGE_BUDGET : BUDGET;
}
