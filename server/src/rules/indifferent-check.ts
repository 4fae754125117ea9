/** A check of a read side that is passed over: what was found is used although, or whatever, it said. */
import { truth } from '../simulator/facts.ts';
import { factsOnPath, pathDeciding } from '../simulator/feasible.ts';
import type { FoundUsedEvent, SubscriberEvent } from '../simulator/observation.ts';
import { checkedLookup, type PastCall } from '../simulator/past.ts';
import { siteKey, type Trace } from '../simulator/trace.ts';
import { mentionsOne } from '../simulator/value.ts';
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
  /** Checks, by their sites, of which it has been said. */
  readonly #said = new Set<string>();

  /** What was found is turned into a page. */
  translates(o: SubscriberEvent): Report | undefined {
    const { lookup, check } = checkedLookup(o.past) ?? {};
    const facts = check?.result && factsOnPath(o.trace);
    if (!lookup || !check?.result || !facts || truth(check.result, facts) !== true) return undefined;
    this.#said.add(siteKey(check.site));
    return passedOver(o, o.trace, lookup, `although ${check.name}() has said that an invalidation ran meanwhile: the pages may have been freed. Everything has to be looked up again with a new sequence.`, `collided ${siteKey(o.site)}`);
  }

  uses(used: FoundUsedEvent): void {
    const { check, locks, site, trace, given } = used;
    // Behind the lock nothing could be made of the answer; what is given up is, mostly, given up there.
    if (!check.result || !check.locks.some(({ key }) => locks.some((held) => held.key === key))) return;
    const joined = joinedSince(check, trace);
    // It was this and that on the paths that were joined: it may tell of the answer.
    if (given.some((value) => value && mentionsOne(value, joined))) return;
    const key = `${siteKey(site)} ${given.map((value) => value?.key).join()}`;
    const use = this.#uses.get(key) ?? { used, overtaken: undefined, isWell: false };
    use.overtaken ??= pathDeciding(trace, check.result, true);
    use.isWell ||= pathDeciding(trace, check.result, false) !== undefined;
    this.#uses.set(key, use);
  }

  /** Of each check, it is said of the first use. */
  finish(): readonly Report[] {
    return [...this.#uses.values()].flatMap(({ used, overtaken, isWell }) => {
      const { lookup, check } = used;
      const key = siteKey(check.site);
      if (!overtaken || !isWell || this.#said.has(key)) return [];
      this.#said.add(key);
      return [passedOver(used, overtaken, lookup, `whatever ${check.name}() has said: where an invalidation ran meanwhile, the pages may have been freed. Everything has to be looked up again with a new sequence then.`, `indifferent ${key}`)];
    });
  }
}

function passedOver({ site }: FoundUsedEvent | SubscriberEvent, trace: Trace | undefined, lookup: PastCall, how: string, cause: string): Report {
  return { at: site, trace, lastAt: site, cause, lastStep: 'what was found is used here all the same', message: `What ${lookup.name}() found is used ${how}` };
}

/** What goes on under another name since the check, as it was different on paths that were joined: keys of values. */
function joinedSince({ site }: PastCall, trace: Trace | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  for (let t = trace; t && !(t.step?.kind === 'call' && siteKey(t.step.site) === siteKey(site)); t = t.before) if (t.learning?.kind === 'joined') found.add(t.learning.to.key);
  return found;
}
