/** The kinds of events that a function may mean, likeliest first: what fixes offer, and what a conversion writes. */
import { rankEvents } from '../../kernel/pte-effects.ts';
import type { FixContext } from './candidate.ts';
import { callsWhileOpen } from './open-calls.ts';

export function likelyEvents(c: FixContext): readonly string[] {
  return rankEvents(c.generation.events, callsWhileOpen(c));
}
