/** Every way to break the contract that this suite knows. */
import type { Generation } from '../../server/src/kernel/generation.ts';
import { edited } from './c-text.ts';
import type { Breakage } from './mutant.ts';
import { API, CONFIG } from './mutants-api.ts';
import { CONTEXT } from './mutants-context.ts';
import { PAIRING } from './mutants-pairing.ts';
import type { Site } from './sites.ts';

export interface Mutant {
  readonly id: string;
  readonly site: Site;
  readonly text: string;
  /** One of these rules must be found in the site's function. */
  readonly expected: readonly string[];
  readonly tolerated: readonly string[];
}

export const BREAKAGES: readonly Breakage[] = [...PAIRING, ...API, ...CONTEXT];

/** @param builtWithout whether the file is also built with CONFIG_MMU_NOTIFIER off */
export function mutantsOf(site: Site, generation: Generation, builtWithout: boolean): Mutant[] {
  return [...BREAKAGES, ...(builtWithout ? CONFIG : [])].flatMap(({ id, expected, tolerated, apply }) => {
    const edits = apply(site, generation);
    return edits ? [{ id, site, text: edited(site.text, edits), expected, tolerated: [...expected, ...(tolerated ?? [])] }] : [];
  });
}
