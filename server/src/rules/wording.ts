/** The words that messages share. */
import type { Trace } from '../simulator/trace.ts';
import { siteKey, stepsOf, type Site } from '../simulator/trace.ts';

/** At most this many conditions are named in a message; the trace has all of them. */
const NAMED = 3;

/**
 * "on the path where `a` is true and `b` is false": the decisions taken since `since`.
 * Empty when there was none, so that it can stand at a sentence's end.
 */
export function pathWords(trace: Trace | undefined, since?: Site): string {
  const steps = stepsOf(trace);
  const from = since ? steps.findLastIndex((s) => siteKey(s.site) === siteKey(since)) : -1;
  const taken = steps.slice(from + 1).filter((s) => s.kind === 'branch').map((s) => s.text);
  const distinct = [...new Set(taken)].slice(-NAMED);
  if (distinct.length === 0) return '';
  const last = distinct.pop();
  return ` on the path where ${distinct.length > 0 ? `${distinct.join(', ')} and ` : ''}${last}`;
}
