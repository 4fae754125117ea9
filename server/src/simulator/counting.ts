/** Counters: exact while they are small, so that loops that count come to an end. */
import type { Span } from '../syntax/ast.ts';
import { atLeast, lowest } from './facts.ts';
import { freshAt, type Frame, type Outcome } from './frame.ts';
import type { State } from './state.ts';
import { int, type Value } from './value.ts';

/** Counters are exact up to this; beyond it only a lower bound is kept. (Bits that are set or cleared come to an end of themselves.) */
export const COUNTED = 2;

/** Names what a counter is that is not exact. */
export const COUNT = 'count';

/** `old` plus `step`. */
export function counted(f: Frame, s: State, span: Span, old: Value, step: number): Outcome {
  if (old.kind === 'int' && Math.abs(old.value + step) <= COUNTED) return { state: s, value: int(old.value + step) };
  const low = lowest(old, s.facts);
  const fresh = freshAt(s, f, span, COUNT);
  // What may have been counted down below anything is bounded by nothing.
  const isBounded = step > 0 ? low >= 0 : low > 0;
  return isBounded ? { ...fresh, state: { ...fresh.state, facts: atLeast(fresh.state.facts, fresh.value, Math.min(low + step, COUNTED)) } } : fresh;
}
