import { isSince } from '../kernel/release.ts';
import { siteKey } from '../simulator/trace.ts';
import { moveInFrontOf } from './fixes/pairing.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';
import { HELD } from './wording.ts';

/** From 3.8 on (2ec74c3: invocations moved out of the page-table lock); this is the first shape of the header that is certainly newer. */
const CALLBACKS_SLEEP = '3.17';

export const sleepInAtomic: Rule = {
  id: 'sleep-in-atomic',
  severity: 'error',
  summary: 'An invalidation that may sleep is started or ended where sleeping is forbidden',
  documentation: {
    what: '`mmu_notifier_invalidate_range_start()`, or the end of an invalidation that it started, is called with a spinlock or page-table lock held, inside an RCU read side, with preemption, interrupts or bottom halves disabled, or inside `non_block_start()`.',
    why: 'Subscribers\' callbacks take mutexes and wait for hardware. Under a spinlock that is a deadlock waiting for load; `might_sleep()` in the start says so when debugging is on. The page-table lock is to be taken after the start and dropped before the end.',
    wrong: `spin_lock(ptl);
mmu_notifier_invalidate_range_start(&range);
ptep_clear_flush(vma, addr, pte);
spin_unlock(ptl);
mmu_notifier_invalidate_range_end(&range);`,
    right: `mmu_notifier_invalidate_range_start(&range);
spin_lock(ptl);
ptep_clear_flush(vma, addr, pte);
spin_unlock(ptl);
mmu_notifier_invalidate_range_end(&range);`,
    ignore: 'A lock that may have been dropped on the way, and a function that is entered with the lock held and drops it itself, are not reported. On PREEMPT_RT spinlocks sleep; the common configuration is what counts here.',
    sources: ['mm/mmu_notifier.c, might_sleep() since 5.4', 'mainline aac2fea94f7a "rmap: do not call mmu_notifier_invalidate_page() under ptl"'],
  },
  check: () => each((o): Report | undefined => {
    if (!isSince(o.program.generation, CALLBACKS_SLEEP)) return undefined;
    const sleeps = o.kind === 'start' || (o.kind === 'end' && o.range.state.at === 'started' && o.range.state.blockable);
    if (!sleeps || (o.kind !== 'start' && o.kind !== 'end') || o.range.state.at === 'uninitialized') return undefined;
    const lock = o.locks.at(-1);
    if (!lock) return undefined;
    const name = o.kind === 'start' ? 'mmu_notifier_invalidate_range_start()' : 'mmu_notifier_invalidate_range_end()';
    return {
      at: o.site,
      message: `${name} may sleep, and is called ${HELD[lock.kind]}: subscribers take mutexes and wait for hardware in their callbacks.`,
      trace: o.trace,
      lastStep: `the invalidation of \`${o.range.text}\` ${o.kind === 'start' ? 'starts' : 'ends'} ${HELD[lock.kind]}`,
      cause: siteKey(lock.site),
      range: o.range.text,
      kind: o.kind,
    };
  }),
  // An end cannot simply move: what it ends must stay between.
  fixes: (found, c) => (found.kind === 'start' ? moveInFrontOf(found, c, 'lock', 'Start before the lock is taken') : []),
};
