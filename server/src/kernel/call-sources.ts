/** Which header or document says what a call does, for those who ask why the machine takes it so. */
import { rangeVerb } from './api.ts';
import { entrySource } from './entries.ts';
import { lockFunction } from './locks.ts';
import { sleepFunction } from './sleep.ts';
import { sleepingLockFunction } from './sleeping-locks.ts';
import { subscriberFunction } from './subscribers.ts';
import { flushesTlb } from './tlb-flushes.ts';

/** They hold something to the end of a scope. */
const GUARDS = /^(?:scoped_)?(?:cond_)?guard$|^CLASS$|^__free$/;

/** `undefined` for a function of which nothing is known. */
export function callSource(name: string): string | undefined {
  switch (rangeVerb(name)) {
    case 'init': case 'query': return 'include/linux/mmu_notifier.h';
    case 'start': case 'start-nonblock': return 'include/linux/mmu_notifier.h; mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start()';
    case 'end': return 'include/linux/mmu_notifier.h; mm/mmu_notifier.c, __mmu_notifier_invalidate_range_end()';
    default: return GUARDS.test(name) ? 'include/linux/cleanup.h' : (subscriberFunction(name) ?? sleepFunction(name) ?? sleepingLockFunction(name) ?? lockFunction(name))?.source ?? entrySource(name) ?? (flushesTlb(name) ? 'Documentation/core-api/cachetlb.rst' : undefined);
  }
}
