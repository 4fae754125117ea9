/** A check of a read side that decides nothing: under its lock, what was found is used whatever it said. */
import { pathDeciding } from '../simulator/feasible.ts';
import type { FoundUsedEvent } from '../simulator/observation.ts';
import { siteKey, type Trace } from '../simulator/trace.ts';
import type { Report } from './rule.ts';

/** The paths to one use. */
interface Use {
  readonly used: FoundUsedEvent;
  /** On which an invalidation had run. */
  overtaken: Trace | undefined;
  /** On one of them none had: it is no use that belongs to collisions. */
  isWell: boolean;
}

export class IndifferentChecks {
  readonly #uses = new Map<string, Use>();

  uses(used: FoundUsedEvent): void {
    const { check, locks, site, trace } = used;
    // Behind the lock nothing could be made of the answer; what is given up is, mostly, given up there.
    if (!check.result || !check.locks.some(({ key }) => locks.some((held) => held.key === key))) return;
    const key = siteKey(site);
    const use = this.#uses.get(key) ?? { used, overtaken: undefined, isWell: false };
    use.overtaken ??= pathDeciding(trace, check.result, true);
    use.isWell ||= pathDeciding(trace, check.result, false) !== undefined;
    this.#uses.set(key, use);
  }

  finish(): readonly Report[] {
    return [...this.#uses.values()].flatMap(({ used: { lookup, check, site }, overtaken, isWell }): readonly Report[] => (overtaken && isWell ? [{
      at: site, trace: overtaken, lastAt: site, cause: `indifferent ${siteKey(site)}`, lastStep: 'what was found is used here all the same',
      message: `What ${lookup.name}() found is used whatever ${check.name}() has said: where an invalidation ran meanwhile, the pages may have been freed. Everything has to be looked up again with a new sequence then.`,
    }] : []));
  }
}
