/** What two paths know together: what both do, where they come together, and whether both can be. */
import { type Constraint, type Facts, factsDraft, truth } from './facts.ts';
import type { Draft } from './fingerprint.ts';
import type { Value } from './value.ts';

/** Whether the bounds, or what is excluded, tell all that there is to tell about zero. */
function saysOfZero({ low, high, equals, excluded }: Constraint): boolean {
  return equals === undefined || equals === '0' || low > 0 || high < 0 || excluded.includes('0');
}

/** What is known on both of two paths. */
export function common(a: Facts, b: Facts): Facts {
  if (a === b) return a;
  let next: Draft<Constraint> | undefined;
  for (const [key, x] of a) {
    const y = b.get(key);
    const both = y && commonOf(x, y);
    if (both === x) continue;
    next ??= factsDraft(a);
    if (both) next.set(key, both);
    else next.delete(key);
  }
  return next?.map ?? a;
}

/** `undefined` if that is nothing. */
function commonOf(x: Constraint, y: Constraint): Constraint | undefined {
  if (x === y && saysOfZero(x)) return x;
  const low = Math.min(x.low, y.low);
  const high = Math.max(x.high, y.high);
  // What one path excludes by name the other may exclude by its bounds.
  const excludes = (c: Constraint, k: string): boolean => c.excluded.includes(k) || (k === '0' && (c.low > 0 || c.high < 0)) || (c.equals !== undefined && c.equals !== k);
  const excluded = [...new Set([...x.excluded, ...y.excluded, ...(low <= 0 && high >= 0 ? ['0'] : [])])].filter((k) => excludes(x, k) && excludes(y, k)).sort();
  if (low === -Infinity && high === Infinity && excluded.length === 0 && x.equals !== y.equals) return undefined;
  return { value: x.value, low, high, excluded, ...(x.equals !== undefined && x.equals === y.equals ? { equals: x.equals } : {}) };
}

/** Whether two paths know of one value, of those that `isMeant` is true for, what can't both be. */
export function contradict(a: Facts, b: Facts, isMeant: (value: Value) => boolean): boolean {
  const differs = (p: Facts, q: Facts): boolean => [...p.values()].some(({ value }) => {
    const known = isMeant(value) ? truth(value, p) : undefined;
    const other = known === undefined ? undefined : truth(value, q);
    return other !== undefined && other !== known;
  });
  if (differs(a, b) || differs(b, a)) return true;
  for (const [key, x] of a) {
    const y = b.get(key);
    if (!y || !isMeant(x.value)) continue;
    const isOther = (p: Constraint, q: Constraint): boolean => p.equals !== undefined && (q.equals === undefined ? q.excluded.includes(p.equals) : q.equals !== p.equals);
    const excludes = (p: Constraint, q: Constraint): boolean => p.low === p.high && q.excluded.includes(String(p.low));
    if (x.high < y.low || y.high < x.low || isOther(x, y) || isOther(y, x) || excludes(x, y) || excludes(y, x)) return true;
  }
  return false;
}
