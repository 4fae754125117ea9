import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, SubscriberEvent } from '../simulator/observation.ts';
import { beginOf, checkOf, lastLookup } from '../simulator/past.ts';
import { siteKey } from '../simulator/trace.ts';
import { ofDriver } from './driver-locks.ts';
import { isAdvice } from './advisory.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';

/** A read side can't begin under the lock that the callback takes, so that a caller can't hold it where the whole of it is here. */
function checkedOutside(o: SubscriberEvent): Report | undefined {
  const begin = beginOf(o.past, o.made.sequence);
  if (!begin || o.isDropped || o.mayHoldMore || ofDriver(o.made.locks).length > 0 || ofDriver(begin.locks).length > 0) return undefined;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: siteKey(o.site), lastStep: 'the sequence is checked with no lock held',
    message: `${o.made.name}() is called without the lock that the \`invalidate\` callback takes: an invalidation may run right after it said that none had, and what was looked up is used all the same.`,
  };
}

function usedOutside(o: SubscriberEvent): Report | undefined {
  const lookup = lastLookup(o.past);
  const check = lookup && checkOf(o.past, lookup.sequence);
  if (!check?.result || o.mayHoldMore) return undefined;
  const under = ofDriver(check.locks);
  const isStillHeld = under.some((lock) => o.made.locks.some((held) => siteKey(held.site) === siteKey(lock.site)));
  const facts = under.length === 0 || isStillHeld ? undefined : factsOnPath(o.trace);
  if (!facts || truth(check.result, facts) !== false) return undefined;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: siteKey(o.site), lastStep: 'what was found is used here, after the lock was dropped',
    message: `${o.made.name}() uses what ${lookup?.name}() found after the lock was dropped under which ${check.name}() had checked it: from then on an invalidation may run, and the pages may be freed.`,
  };
}

class Outside implements Checker {
  readonly #exists: RuleContext['exists'];
  /** Checks without a lock, by cause. */
  readonly #checks = new Map<string, Report>();
  /** Those after which the same sequence is checked again, with one: they spare the work where it would be in vain. */
  readonly #repeated = new Set<string>();

  constructor({ exists }: RuleContext) {
    this.#exists = exists;
  }

  observe(o: Observation): Report | undefined {
    if (o.kind !== 'subscriber-call') return undefined;
    if (o.made.does.verb === 'translate') return usedOutside(o);
    if (o.made.does.verb !== 'read-retry') return undefined;
    if (o.mayHoldMore || ofDriver(o.made.locks).length > 0) {
      for (const { does, sequence, site } of o.past) if (does.verb === 'read-retry' && sequence && sequence.key === o.made.sequence?.key) this.#repeated.add(siteKey(site));
      return undefined;
    }
    const report = checkedOutside(o);
    const known = report && this.#checks.get(report.cause);
    if (report && (!known || known.at.callers.length > report.at.callers.length) && !isAdvice(o.site) && this.#exists(report.trace)) this.#checks.set(report.cause, report);
    return undefined;
  }

  finish(): readonly Report[] {
    return [...this.#checks].flatMap(([cause, report]) => (this.#repeated.has(cause) ? [] : [report]));
  }
}

export const retryUnlocked: Rule = {
  id: 'retry-unlocked',
  severity: 'warning',
  about: 'subscribers',
  summary: 'A read side is checked, or what it found is used, outside the lock that the callback takes',
  documentation: {
    what: '`mmu_interval_read_retry()` is called in a function that began the read side and holds no lock; or what `hmm_range_fault()` found is turned into pages after the lock was dropped under which it was checked.',
    why: 'The callback sets the sequence and tears down mappings under a lock of the driver. Only while the reader holds the same lock does "no invalidation has run" stay true until the mapping is made. Outside of it the answer is stale before it can be used.',
    wrong: `if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq))
	goto again;
mutex_lock(&foo->lock);
foo_map(foo, &range);
mutex_unlock(&foo->lock);`,
    right: `mutex_lock(&foo->lock);
if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
	mutex_unlock(&foo->lock);
	goto again;
}
foo_map(foo, &range);
mutex_unlock(&foo->lock);`,
    ignore: 'A function that only checks, and gets the sequence from elsewhere, may be called with the lock held. Where a call that can\'t be seen into may have taken a lock nothing is said, and neither is it of a check that is repeated with a lock, or after which nothing is done that hangs on its answer.',
    sources: ['include/linux/mmu_notifier.h, comment on mmu_interval_read_retry()', 'Documentation/mm/hmm.rst', 'mainline 0a98219bcc96 (6.14)'],
  },
  check: (c) => new Outside(c),
};
