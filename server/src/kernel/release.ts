/** Comparing trees with releases. */
import type { Generation } from './generation.ts';
import { compareReleases } from './generations/index.ts';

/** Whether the tree has what came with `release` (no release: always). */
export function isSince(generation: Generation, release: string | undefined): boolean {
  return release === undefined || compareReleases(generation.release, release) >= 0;
}
