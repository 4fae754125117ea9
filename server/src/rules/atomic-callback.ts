import { sleepFunction } from '../kernel/sleep.ts';
import type { Observation } from '../simulator/observation.ts';
import { anchorOf, siteKey } from '../simulator/trace.ts';
import { allocateWithoutWaiting } from './fixes/gfp.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';
import { callText, HELD } from './wording.ts';

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  if (o.kind !== 'sleep' || !callback) return undefined;
  const never = callback.context.sleeping === 'never';
  const lock = o.locks.at(-1);
  if (!never && !lock) return undefined;
  if (sleepFunction(o.name)?.defersInInterrupt && (callback.context.isInInterrupt || o.locks.some(({ kind }) => kind === 'bottom-half'))) return undefined;
  const call = callText(o.name);
  const through = o.site.callers.length > 0 ? ` in ${o.site.routine.name}()` : '';
  const where = never ? callback.context.because : lock ? `it is called ${HELD[lock.kind]}` : '';
  return {
    at: o.site,
    message: `${routine.name}() is called back as \`${callback.member}\`, and ${call}${through} ${o.what}: ${where}, where nothing may sleep.`,
    trace: o.trace,
    lastStep: `${call} ${o.what}`,
    lastAt: o.site,
    cause: never ? `${anchorOf(o.site).span.start}` : lock ? siteKey(lock.site) : '',
  };
}

export const atomicCallback: Rule = {
  id: 'atomic-callback',
  severity: 'error',
  about: 'callbacks',
  summary: 'A subscriber\'s callback may sleep where nothing may',
  documentation: {
    what: 'A callback that the core calls under the page table lock (`arch_invalidate_secondary_tlbs`, `invalidate_range` up to 6.5, `change_pte` up to 6.9, the young callbacks) or from an SRCU callback (`free_notifier`) may sleep; or any callback, `release` among them, may sleep under a spinlock or RCU read side that it took itself.',
    why: 'A task that sleeps with a spinlock held leaves everybody who wants the lock spinning; inside an RCU callback it stops all others. These callbacks are called from the middle of a page-table change.',
    wrong: `static void foo_invalidate_secondary_tlbs(struct mmu_notifier *mn,
					  struct mm_struct *mm,
					  unsigned long start,
					  unsigned long end)
{
	struct foo *foo = container_of(mn, struct foo, mn);

	mutex_lock(&foo->lock);
	foo_flush(foo, start, end);
	mutex_unlock(&foo->lock);
}`,
    right: `	spin_lock_irqsave(&foo->lock, flags);
	foo_flush(foo, start, end);
	spin_unlock_irqrestore(&foo->lock, flags);`,
    ignore: 'On PREEMPT_RT spinlocks sleep; the common configuration is what counts here. Functions of other files are looked into within the subsystem, and inline functions of the tree\'s headers; for `release`, which comes after or before much else that ends a subscriber, only those of its own file are.',
    sources: ['include/linux/mmu_notifier.h, comments on struct mmu_notifier_ops', 'mm/mmu_notifier.c, mmu_notifier_free_rcu()', 'Documentation/locking/locktypes.rst'],
  },
  check: (c) => each((o) => judge(o, c)),
  fixes: (found, c) => allocateWithoutWaiting(found, c, 'GFP_ATOMIC'),
};
