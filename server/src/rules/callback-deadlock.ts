import { isCalledByEnds } from '../kernel/callbacks.ts';
import { comesFromFolios, type HazardKind } from '../kernel/hazards.ts';
import { eventOnPath } from '../simulator/blockable.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import { anchorOf } from '../simulator/trace.ts';
import { contendedAmong, waitingCallback } from './contended.ts';
import { putLater } from './fixes/put-later.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

type Wait = Exclude<HazardKind, 'reclaim'>;

/** Why a callback must not do it. */
const IN_CALLBACK: { readonly [K in Wait]: string } = {
  'mmap-lock': 'who invalidates may hold the mmap lock, for writing as munmap() does, and waits for this callback',
  'folio-lock': 'reclaim and migration invalidate with the folio locked, and wait for this callback',
  'resv-lock': 'who holds one may allocate memory, and reclaim waits for this callback',
  'mm-teardown': 'if everybody else has let go of it meanwhile, its pages are unmapped and its subscriptions released from inside of this callback, which is waited for there',
  end: 'it waits until no callback runs, and this one does',
};

/** Who waits for the callback that waits for the lock. */
const UNDER_LOCK: { readonly [K in Wait]: string } = {
  'mmap-lock': 'who holds the mmap lock invalidates, and waits for the callback',
  'folio-lock': 'reclaim and migration invalidate with the folio locked, and wait for the callback',
  'resv-lock': 'who holds one may allocate memory, and reclaim waits for the callback',
  'mm-teardown': 'if it is the last reference, all of the mm is invalidated, with the lock held that the callback waits for',
  end: 'it waits until no callback runs',
};

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (o.kind !== 'hazard' || o.hazard === 'reclaim') return undefined;
  const facts = factsOnPath(o.trace);
  if (!facts) {
    // This path does not exist; one that it was joined with may.
    if (c.callback || (o.hazard !== 'end' && contendedAmong(o.locks, undefined, c))) c.doubt();
    return undefined;
  }
  const through = o.site.callers.length > 0 ? ` in ${o.site.routine.name}()` : '';
  const base = { at: o.site, trace: o.trace, lastAt: o.site, cause: `${anchorOf(o.site).span.start}` };
  const isByFolio = o.hazard === 'folio-lock' || o.hazard === 'resv-lock';
  if (c.callback && isCalledByEnds(c.callback.context)) {
    // It may do as it likes, but for what waits for those who call it: these are readers of one SRCU structure until it returns.
    if (o.ended?.kind !== 'list' || o.site.routine.source) return undefined;
    return {
      ...base, lastStep: `${o.name} ${o.what}`,
      message: `${c.routine.name}() is called back as \`${c.callback.member}\`, and ${o.name}${through} waits until all callbacks of that kind have returned: it waits for itself. mmu_notifier_put() does not wait.`,
    };
  }
  if (c.callback) {
    if (isByFolio && c.callback.range !== undefined && !comesFromFolios(eventOnPath(c.callback.range, facts))) return undefined;
    return {
      ...base, lastStep: `${o.name} ${o.what}`,
      message: `${c.routine.name}() is called back as \`${c.callback.member}\`, and ${o.name}${through} ${o.what}: ${IN_CALLBACK[o.hazard]}. Each waits for the other.`,
    };
  }
  // Ending under such a lock is registration-context.
  const held = o.hazard === 'end' ? undefined : contendedAmong(o.locks, facts, c, (_, { onlyByEnds, onlyFor }) => !onlyByEnds && (!isByFolio || comesFromFolios(onlyFor)));
  return held && {
    ...base, lastStep: `${o.name} ${o.what} under \`${held.member}\``, ...waitingCallback(held),
    message: `${o.name}${through} ${o.what} with \`${held.member}\` held, which ${held.taker.callback}() waits for: ${UNDER_LOCK[o.hazard]}. Each waits for the other.`,
  };
}

export const callbackDeadlock: Rule = {
  id: 'callback-deadlock',
  severity: 'error',
  about: 'hazards',
  judgesEnds: true,
  summary: 'A subscriber\'s callback, or who holds a lock that it takes, waits for somebody who waits for callbacks',
  documentation: {
    what: 'An `invalidate_range_start`, `invalidate_range_end` or interval `invalidate` callback, or a function that it calls, waits for the mmap lock (also by a page fault, as `copy_from_user()` may), a folio lock or a dma_resv lock, calls `mmput()`, or ends a subscription; or `release` calls `mmu_notifier_unregister()`; or another function, of this file or of another of the tree, does so while it holds a lock that such a callback waits for.',
    why: 'Callbacks are called by those who hold these locks: `munmap()` holds the mmap lock, reclaim the folio\'s, and whoever holds a dma_resv lock may be in reclaim. `mmput()` may be the last to let go of the mm, and then unmaps all of it. `mmu_notifier_unregister()` and `mmu_interval_notifier_remove()` wait until no callback runs, `release` among them.',
    wrong: `static int foo_invalidate_range_start(struct mmu_notifier *mn,
				      const struct mmu_notifier_range *range)
{
	if (!mmget_not_zero(range->mm))
		return 0;
	foo_zap(mn, range);
	mmput(range->mm);
	return 0;
}`,
    right: `static int foo_invalidate_range_start(struct mmu_notifier *mn,
				      const struct mmu_notifier_range *range)
{
	/* The caller of an invalidation keeps the mm. */
	foo_zap(mn, range);
	return 0;
}`,
    ignore: 'Trylocks wait for nothing, and neither do `mmget_not_zero()` and `mmput_async()`. Waiting for fences is allowed, and so is waiting for a folio lock or a dma_resv lock where the event is known to be of a kind that nobody sends who has a folio locked, or reclaims (`MMU_NOTIFY_UNMAP`). Whether two locks are one is told by the type and the member that they are taken through, of the innermost structure whose type is known; in two files, only where both know that type from one header. A macro, of the file or of a header, that does no more than take or drop a lock is taken for that; one that differs in it from one configuration to the other is not looked into. What functions of other files do that are called under the lock is looked into as far as that is little. Ending a subscription under a callback\'s lock is `registration-context`.',
    sources: ['include/linux/mmu_notifier.h, comment on struct mmu_notifier_ops', 'drivers/dma-buf/dma-resv.c, dma_resv_lockdep()', 'kernel/fork.c, __mmput()', 'mm/mmu_notifier.c, mmu_notifier_unregister(), mmu_interval_notifier_remove()'],
  },
  check: (c) => each((o) => judge(o, c)),
  fixes: putLater,
};
