/** The built-in generations: for files without a tree, for messages that name a release, and to check the reading of headers. */
import type { Generation } from '../generation.ts';
import { BEFORE_RANGE } from './before-range.ts';
import { after, type Delta, NOTHING } from './delta.ts';
import { WITH_RANGE } from './with-range.ts';

/** The changes, oldest first, each with its sources. */
export const DELTAS: readonly Delta[] = [...BEFORE_RANGE, ...WITH_RANGE];

function build(): Generation[] {
  const generations: Generation[] = [];
  let current = NOTHING;
  for (const delta of DELTAS) {
    current = after(current, delta);
    generations.push(current);
  }
  return generations;
}

/** Every known shape of the API, oldest first. */
export const GENERATIONS: readonly Generation[] = build();

/** The newest known shape: the default where there is no tree. */
export const NEWEST: Generation = GENERATIONS.at(-1) ?? NOTHING;

/** Parts of a release name as numbers: `"v5.15.3-rc1"` → 5, 15, 3; `undefined` for what is no release. */
function partsOf(release: string): number[] | undefined {
  const match = /^v?(\d{1,3}(?:\.\d{1,4}){0,3})(?:[-+ ~_].*)?$/.exec(release.trim());
  return match?.[1]?.split('.').map(Number);
}

/** Negative, zero or positive as `a` is older than, the same as or newer than `b`; what is no release is oldest. */
export function compareReleases(a: string, b: string): number {
  const left = partsOf(a) ?? [];
  const right = partsOf(b) ?? [];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The newest shape that is not newer than a release.
 * @param release `"6.12"`, `"v5.15.3"`, `"2.6.39"`
 * @returns `undefined` for what is no release, and for releases before 2.6.27
 */
export function generationOf(release: string): Generation | undefined {
  if (!partsOf(release)) return undefined;
  return GENERATIONS.filter((generation) => compareReleases(generation.release, release) <= 0).at(-1);
}
