/** A check of a read side that decides nothing: under its lock, what was found is used whatever it said. */
import { pathDeciding } from '../simulator/feasible.ts';
import type { FoundUsedEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { siteKey, type Trace } from '../simulator/trace.ts';
import { mentionsOne, type Value } from '../simulator/value.ts';
import type { Report } from './rule.ts';

/** One call that uses what was found, with one set of arguments, and the paths that lead there. */
interface Use {
  readonly used: FoundUsedEvent;
  /** On which an invalidation had run. */
  overtaken: Trace | undefined;
  /** On one of them none had: it is no call that only follows on a collision. */
  isWell: boolean;
}

export class IndifferentChecks {
  readonly #uses = new Map<string, Use>();

  uses(used: FoundUsedEvent): void {
    const { check, locks, site, trace, given } = used;
    // Behind the lock nothing could be made of the answer; what is given up is, mostly, given up there.
    if (!check.result || !check.locks.some(({ key }) => locks.some((held) => held.key === key)) || given.some((value) => value && isOneOfTwo(value, trace, check))) return;
    const key = `${siteKey(site)} ${given.map((value) => value?.key).join()}`;
    const use = this.#uses.get(key) ?? { used, overtaken: undefined, isWell: false };
    use.overtaken ??= pathDeciding(trace, check.result, true);
    use.isWell ||= pathDeciding(trace, check.result, false) !== undefined;
    this.#uses.set(key, use);
  }

  /** @param isKnown whether the same has been said already of what a check is about; of each check, it is said of the first use */
  finish(isKnown: (check: PastCall) => boolean): readonly Report[] {
    const found = new Map<string, Report>();
    for (const { used: { lookup, check, site }, overtaken, isWell } of this.#uses.values()) {
      const cause = `indifferent ${siteKey(check.site)}`;
      if (!overtaken || !isWell || found.has(cause) || isKnown(check)) continue;
      found.set(cause, {
        at: site, trace: overtaken, lastAt: site, cause, lastStep: 'what was found is used here all the same',
        message: `What ${lookup.name}() found is used whatever ${check.name}() has said: where an invalidation ran meanwhile, the pages may have been freed. Everything has to be looked up again with a new sequence then.`,
      });
    }
    return [...found.values()];
  }
}

/** Since the check, paths were joined on which it was this and that: it may tell of the answer. */
function isOneOfTwo(value: Value, trace: Trace | undefined, check: PastCall): boolean {
  const key = siteKey(check.site);
  for (let t = trace; t && !(t.step?.kind === 'call' && siteKey(t.step.site) === key); t = t.before) {
    if (t.learning?.kind === 'joined' && mentionsOne(value, new Set([t.learning.to.key]))) return true;
  }
  return false;
}
