import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, SubscriberEvent } from '../simulator/observation.ts';
import { beginOf, checkOf } from '../simulator/past.ts';
import { siteKey } from '../simulator/trace.ts';
import { ofDriver } from './driver-locks.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';

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
  const lookup = o.past.findLast(({ does }) => does.verb === 'fault');
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

function judge(o: Observation): Report | undefined {
  if (o.kind !== 'subscriber-call') return undefined;
  if (o.made.does.verb === 'read-retry') return checkedOutside(o);
  return o.made.does.verb === 'translate' ? usedOutside(o) : undefined;
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
    ignore: 'A function that only checks, and gets the sequence from elsewhere, may be called with the lock held. Where a call that can\'t be seen into may have taken a lock nothing is said.',
    sources: ['include/linux/mmu_notifier.h, comment on mmu_interval_read_retry()', 'Documentation/mm/hmm.rst', 'mainline 0a98219bcc96 (6.14)'],
  },
  check: () => each(judge),
};
