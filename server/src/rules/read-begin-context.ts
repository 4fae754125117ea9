import { lockName } from '../simulator/contexts.ts';
import type { Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import { isOfAnother, isSame, ofDriver } from './driver-locks.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (o.kind !== 'subscriber-call' || o.made.does.verb !== 'read-begin') return undefined;
  const base = { at: o.site, trace: o.trace, lastAt: o.site, cause: siteKey(o.site) };
  if (c.callback?.context.blocksReaders) {
    return {
      ...base, lastStep: 'a read side is begun inside a callback',
      message: `${o.made.name}() waits until no invalidation is under way, and ${c.routine.name}() is called back as \`${c.callback.member}\` for one: it waits for itself.`,
    };
  }
  if (o.invalidating && c.exists(o.trace)) {
    return {
      ...base, lastStep: 'a read side is begun while the invalidation is under way',
      message: `${o.made.name}() waits until no invalidation of its addresses is under way, and this function has begun one of the same mm, which it ends only afterwards: where the two overlap it waits for itself.`,
    };
  }
  const held = ofDriver(o.made.locks);
  const { subject } = o.made;
  if (held.length === 0 || !subject) return undefined;
  const notifier = lockName(o.site.routine, o.call.args[0]);
  const begun = { subject, name: notifier };
  for (const { callback, locks } of c.sequencesSet() ?? []) {
    const lock = held.find((own) => locks.some((other) => isSame(own, other)) && !isOfAnother(own, begun));
    if (!lock) continue;
    return {
      ...base, lastStep: `a read side is begun under \`${lock.name?.member}\``,
      message: `${o.made.name}() waits until no invalidation is under way, and is called under \`${lock.name?.member}\`, which ${callback}() takes: an invalidation that waits for the lock and this function wait for each other.`,
    };
  }
  return undefined;
}

export const readBeginContext: Rule = {
  id: 'read-begin-context',
  severity: 'error',
  about: 'subscribers',
  summary: 'A read side is begun where an invalidation can\'t end: in a callback, under the lock that the callback takes, or inside an invalidation of the same mm',
  documentation: {
    what: '`mmu_interval_read_begin()` is called in an `invalidate_range_start` or interval `invalidate` callback, or a function of the file that it calls; or under a lock that an interval callback of the file holds when it sets the sequence; or between `mmu_notifier_invalidate_range_start()` and `_end()` for the mm that the notifier watches.',
    why: '`mmu_interval_read_begin()` sleeps until no invalidation of its interval is under way. In a callback that is the one that called it; under the callback\'s lock it is one that can\'t go on: both wait for ever, and with them the process whose memory is changed.',
    wrong: `mutex_lock(&foo->lock);
seq = mmu_interval_read_begin(&foo->notifier);`,
    right: `seq = mmu_interval_read_begin(&foo->notifier);
…
mutex_lock(&foo->lock);
if (mmu_interval_read_retry(&foo->notifier, seq))`,
    ignore: 'Whether two locks are one is told by the type and the member that they are taken through, of the innermost structure whose type is known; the lock of another object of the notifier\'s own type is another.',
    sources: ['mm/mmu_notifier.c, mmu_interval_read_begin(): wait_event() and lock_map_acquire()', 'include/linux/mmu_notifier.h'],
  },
  check: (c) => each((o) => judge(o, c)),
};
