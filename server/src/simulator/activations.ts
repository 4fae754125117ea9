/** What belongs to one activation of a function: which of its places still matter, and what is left of them when it has ended. */
import { keepFacts, nameOfPredicate } from './facts.ts';
import type { Draft } from './fingerprint.ts';
import { predicateName } from './mentions.ts';
import { withoutFinished } from './past.ts';
import { pointerRoot } from './places.ts';
import { draftOf, type State, withoutPlaces, withoutRanges } from './state.ts';
import { symbolValue, type Value } from './value.ts';

/** The name, as in `Slice.live`, whose being live decides on a place in the activation with this prefix; empty where it matters all the same. */
export function decidingName(prefix: string, place: string): string {
  if (place.startsWith('*')) {
    // Memory matters as long as the pointer's first variable does.
    const root = pointerRoot(place);
    return root === undefined ? '' : decidingName(prefix, root);
  }
  // An answer matters as long as it may be asked for.
  if (place.startsWith('?')) return predicateName(nameOfPredicate(place));
  // A static variable of whatever function.
  if (place.startsWith('::') && place.includes('/')) return '';
  if (prefix !== '' && (place.startsWith('::') || !place.startsWith(prefix) || place.includes('>', prefix.length))) return '';
  if (prefix === '' && !place.startsWith('::') && place.includes('>')) return '';
  const own = place.slice(prefix.length);
  const end = own.search(/[.[]/);
  return end < 0 ? own : own.slice(0, end);
}

/** What belonged to an activation that has ended is gone; a value of it that the caller holds is an unknown. */
export function withoutFrame(s: State, prefix: string): State {
  const isGone = (place: string): boolean => place.startsWith(prefix);
  const kept = withoutPlaces(s.env, isGone);
  let env: Draft<Value> | undefined;
  for (const [place, value] of kept) if (value.kind === 'address' && isGone(value.place)) (env ??= draftOf(kept)).set(place, symbolValue({ id: `gone~${place}`, origin: 'site', needs: [] }));
  const facts = keepFacts(s.facts, (symbol) => !(symbol.root?.startsWith(prefix) ?? false));
  return { ...s, env: env?.map ?? kept, ranges: withoutRanges(s.ranges, isGone), escaped: withoutAll(s.escaped, isGone), facts, past: withoutFinished(s.past, prefix) };
}

function withoutAll(places: ReadonlySet<string>, isGone: (place: string) => boolean): ReadonlySet<string> {
  return [...places].some(isGone) ? new Set([...places].filter((place) => !isGone(place))) : places;
}
