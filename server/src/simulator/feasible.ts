/**
 * Goes over a finished path once more. Joined states have forgotten some of what their path knew, so that a path may come out
 * that contradicts itself: such a path does not exist, and nothing is reported from it.
 */
import { assume, type Facts, forgetSymbol, NO_FACTS, nextTurn, truth } from './facts.ts';
import type { Learning, Trace } from './trace.ts';
import type { Value } from './value.ts';

/** A path with more conditions than this is not gone over again, and counts as one that can't be told. */
const LONGEST = 1500;

export function isFeasible(trace: Trace | undefined): boolean {
  return factsOnPath(trace) !== undefined;
}

/** A condition on the path. */
export interface Assumption {
  readonly value: Value;
  readonly before: Facts;
  readonly after: Facts;
  readonly at: Trace;
}

/** What is known at the end of a path when nothing was forgotten on the way; `undefined` for a path that does not exist or is too long to tell. @param see is told of each condition on the way */
export function factsOnPath(trace: Trace | undefined, see: (assumed: Assumption) => void = () => {}): Facts | undefined {
  const learned: (Trace & { readonly learning: Learning })[] = [];
  for (let t = trace; t; t = t.before) if (t.learning) learned.push({ ...t, learning: t.learning });
  if (learned.length > LONGEST) return undefined;
  let facts: Facts = NO_FACTS;
  for (const t of learned.reverse()) {
    const l = t.learning;
    switch (l.kind) {
      case 'renewed': facts = forgetSymbol(facts, l.id); break;
      case 'joined': {
        const known = truth(l.from, facts);
        facts = (known === undefined ? undefined : assume(l.to, known, facts)) ?? facts;
        break;
      }
      case 'turn': facts = nextTurn(facts); break;
      case 'assumed': {
        const next = assume(l.value, l.holds, facts);
        if (!next) return undefined;
        see({ value: l.value, before: facts, after: next, at: t });
        facts = next;
      }
    }
  }
  return facts;
}
