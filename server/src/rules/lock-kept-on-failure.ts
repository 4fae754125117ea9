import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';
import { HELD } from './wording.ts';

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  const failure = callback?.context.failure;
  if (o.kind !== 'return' || !o.value || !callback || !failure || o.locks.length === 0) return undefined;
  // With an end beside it, failing at all is what is wrong, and whether the end drops the lock can't make it right.
  if (failure.excludes !== undefined && callback.beside.has(failure.excludes)) return undefined;
  const facts = factsOnPath(o.trace);
  const known = facts && truth(o.value, facts);
  if (!facts || known === undefined || known !== (failure.value !== 'false')) return undefined;
  // The run begins with nothing held: whatever is held, the callback took.
  const lock = o.locks.findLast(({ condition, uncertain }) => !uncertain && (condition === undefined || truth(condition, facts) === true));
  if (!lock) return undefined;
  const name = lock.name === undefined ? '' : ` (\`${lock.name.member}\`)`;
  return {
    at: o.site,
    message: `${routine.name}() is called back as \`${callback.member}\` and returns ${failure.value} ${HELD[lock.kind]}${name} that it took itself: nothing is called for an invalidation that failed, so that nobody drops it. The next callback that wants it waits for ever, or spins.`,
    trace: o.trace,
    lastStep: `${failure.value} is returned here, and what was taken is still held`,
    lastAt: o.site,
    cause: siteKey(lock.site),
  };
}

export const lockKeptOnFailure: Rule = {
  id: 'lock-kept-on-failure',
  severity: 'error',
  about: 'callbacks',
  summary: 'A callback fails and keeps a lock that it took',
  documentation: {
    what: '`invalidate_range_start` returns -EAGAIN, or an interval `invalidate` false, on a path that holds a lock or another context (an RCU read side, say) that it took itself.',
    why: 'When a start fails, the caller changes nothing and ends nothing: the callback is not called again for this range, and neither is another one that could drop the lock. An early return between `lock` and `unlock` is easily written, because only a non-blocking invalidation takes it.',
    wrong: `spin_lock(&foo->lock);
if (!mmu_notifier_range_blockable(range) && foo_is_mapped(foo, range))
	return -EAGAIN;
spin_unlock(&foo->lock);
return 0;`,
    right: `spin_lock(&foo->lock);
if (!mmu_notifier_range_blockable(range) && foo_is_mapped(foo, range)) {
	spin_unlock(&foo->lock);
	return -EAGAIN;
}
spin_unlock(&foo->lock);
return 0;`,
    ignore: 'A trylock that failed holds nothing. A lock that code that can\'t be seen may have dropped is not certain. Where the table also has an `invalidate_range_end`, a start that fails is `fallible-start-with-end`, and that alone.',
    sources: ['include/linux/mmu_notifier.h, comment on invalidate_range_start', 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(), mn_itree_invalidate()', 'mainline c2655835fd8c (5.12)'],
  },
  check: (c) => each((o) => judge(o, c)),
};
