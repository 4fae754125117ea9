/**
 * Edits that keep the contract: start and end pair on every path, of an initialised range, where sleeping is allowed. What
 * else they change in the kernel's behaviour does not matter here. Each must be right: a wrong one would measure nothing.
 */
import type { Generation } from '../../server/src/kernel/generation.ts';
import { type Edit, edited } from './c-text.ts';
import { behindStart, type Neutral, paired } from './mutant.ts';
import { NEUTRAL_FLOW } from './neutral-flow.ts';
import { NEUTRAL_HELPERS } from './neutral-helpers.ts';
import { NEUTRAL_TEXT } from './neutral-text.ts';
import type { Site } from './sites.ts';

export interface NeutralMutant {
  readonly id: string;
  readonly site: Site;
  readonly text: string;
}

export const NEUTRALS: readonly Neutral[] = [...NEUTRAL_FLOW, ...NEUTRAL_HELPERS, ...NEUTRAL_TEXT];

export function neutralsOf(site: Site, generation: Generation): NeutralMutant[] {
  return NEUTRALS.flatMap(({ id, apply }) => {
    const edits: readonly Edit[] | undefined = apply(site, generation);
    return edits ? [{ id, site, text: edited(site.text, edits) }] : [];
  });
}

/**
 * Each neutral edit together with an early return behind the start: the edit must not blind the lens, which a suite of neutral
 * edits alone could not tell from understanding them.
 */
export function leakingNeutralsOf(site: Site, generation: Generation): NeutralMutant[] {
  if (!paired(site)) return [];
  // Not the condition of the edits themselves: a second look at the same condition would be no new path.
  const leak = [behindStart(site, 'if (need_resched())', `\t${site.function.leave}`)];
  return NEUTRALS.filter(({ id }) => !WHOLE_FUNCTION.has(id)).flatMap(({ id, apply }) => {
    const edits = apply(site, generation);
    return edits ? [{ id, site, text: edited(site.text, [...edits, ...leak]) }] : [];
  });
}

/** Their one edit covers the place of the other. */
const WHOLE_FUNCTION: ReadonlySet<string> = new Set(['line ends of another system', 'blanks for tabs in the function']);
