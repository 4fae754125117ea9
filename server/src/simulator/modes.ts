/** The ways in which the machine runs a function: what it looks out for, how closely, and how much of the function it runs. */
import type { PlainKind } from './slice.ts';

/** Blocks executed for one function under analysis, those of the functions it calls included. */
const BUDGET = 5_000;
/** The same where states are joined at once: a function that needs more is too large for the other way, too. */
const COARSE_BUDGET = 3_000;
/** The same for subscribers: there are few, and much is asked of them. */
const LARGE_BUDGET = 12_000;
/** The same for one path alone, of which nothing is left out. */
const PATH_BUDGET = 50_000;

/**
 * How a function is run.
 * - `glance`: states are joined at once, so that every path that exists is taken, and some that do not.
 * - `paths`: states are kept apart as long as they are few.
 * - `callback`: the same for a function that the core calls; what sleeps is told.
 * - `callback-to-sleep`: the same for one that has too many paths: each ends where something sleeps that must not.
 * - `subscriber`: the same for a function that calls the subscriber's side of the API; these calls are told.
 * - `large-subscriber`: the same for one that has too many paths: states are joined at once.
 * - `registrar`: the same, with all that it does: when members of what it allocates are made is told, and when objects are gone; states are joined at once.
 * - `hazards`: as `callback`, or for a function that takes a lock of one; what may wait for an invalidation is told.
 * - `large-hazards`: the same with states joined at once.
 * - `survey`: as `callback`, with all that it does: nothing is left out as irrelevant, and locks that it takes and how paths end are told.
 * - `large-survey`: the same with states joined at once, for who asks what is done on the way and not how paths end.
 * - `entries`: what becomes of page-table entries is told, and while which ranges are open; states are joined at once, and calls not followed.
 */
export type Mode = 'glance' | 'paths' | 'callback' | 'callback-to-sleep' | 'subscriber' | 'large-subscriber' | 'registrar' | 'hazards' | 'large-hazards' | 'survey' | 'large-survey' | 'entries';

export interface ModeTraits {
  /** What is told besides what becomes of ranges. */
  readonly watches?: 'sleep' | 'subscriber' | 'making' | 'hazards' | 'entries';
  /** States of one situation are joined as soon as they meet. */
  readonly joinsEarly: boolean;
  /** Locks that may be held while sleeping are followed, too. */
  readonly followsSleepingLocks: boolean;
  /** A path ends where something sleeps that must not. */
  readonly endsAsleep: boolean;
  /** How the function returns is told. */
  readonly tellsReturns: boolean;
  /** Blocks executed before it is given up. */
  readonly budget: number;
  /** What of the function is run, and what of those that it calls. */
  readonly slice: PlainKind;
  readonly calleeSlice: PlainKind;
}

const PLAIN = { joinsEarly: false, followsSleepingLocks: false, endsAsleep: false, tellsReturns: false, budget: BUDGET, calleeSlice: 'helper' } as const;
const CALLBACK = { ...PLAIN, watches: 'sleep', followsSleepingLocks: true, tellsReturns: true, slice: 'callback', calleeSlice: 'callee' } as const;
const SUBSCRIBER = { ...PLAIN, watches: 'subscriber', followsSleepingLocks: true, tellsReturns: true, budget: LARGE_BUDGET, slice: 'subscriber', calleeSlice: 'subscribed' } as const;
const HAZARDS = { ...PLAIN, watches: 'hazards', followsSleepingLocks: true, slice: 'hazards', calleeSlice: 'endangered' } as const;
const WHOLE = { ...PLAIN, budget: COARSE_BUDGET, slice: 'whole', calleeSlice: 'whole' } as const;
const SURVEY = { ...WHOLE, watches: 'sleep', tellsReturns: true } as const;

export const MODES: { readonly [K in Mode]: ModeTraits } = {
  glance: { ...PLAIN, joinsEarly: true, budget: COARSE_BUDGET, slice: 'glance' },
  paths: { ...PLAIN, slice: 'alone' },
  callback: CALLBACK,
  'callback-to-sleep': { ...CALLBACK, endsAsleep: true },
  subscriber: SUBSCRIBER,
  'large-subscriber': { ...SUBSCRIBER, joinsEarly: true },
  registrar: { ...WHOLE, watches: 'making', followsSleepingLocks: true, joinsEarly: true, tellsReturns: true, budget: LARGE_BUDGET },
  hazards: HAZARDS,
  'large-hazards': { ...HAZARDS, joinsEarly: true },
  survey: SURVEY,
  'large-survey': { ...SURVEY, joinsEarly: true },
  entries: { ...WHOLE, watches: 'entries', joinsEarly: true },
};

/** The same for one path (`Guide`): nothing is left out, nothing joined, and every lock followed. */
export function led(traits: ModeTraits): ModeTraits {
  return { ...traits, budget: PATH_BUDGET, joinsEarly: false, followsSleepingLocks: true, endsAsleep: false, tellsReturns: true, slice: 'whole', calleeSlice: 'whole' };
}
