import type { Observation } from '../simulator/observation.ts';
import type { Site } from '../simulator/trace.ts';
import { siteKey } from '../simulator/trace.ts';
import { checkResult } from './fixes/nonblock.ts';
import { outcomeIsIgnored } from './nonblock.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';

function report(o: Observation, start: Site, range: string, how: string): Report {
  return {
    at: start,
    message: `The result of mmu_notifier_invalidate_range_start_nonblock(&${range}) ${how}: when a subscriber would have had to sleep, nothing was started, and the pages are changed while the device still uses them.`,
    trace: o.trace,
    cause: siteKey(start),
    range,
  };
}

export const uncheckedNonblock: Rule = {
  id: 'unchecked-nonblock',
  severity: 'warning',
  summary: 'The result of a non-blocking start is dropped, or makes no difference',
  documentation: {
    what: 'The result of `mmu_notifier_invalidate_range_start_nonblock()` is not looked at, or what follows is the same for success and failure.',
    why: 'A non-zero result means that some subscriber could not be told without sleeping and that nothing was started. Going on regardless changes page-table entries that a device still uses; calling the end as well unbalances the subscribers\' counts. The function is `__must_check` in current trees.',
    wrong: `mmu_notifier_invalidate_range_start_nonblock(&range);
unmap_range(tlb, vma);
mmu_notifier_invalidate_range_end(&range);`,
    right: `if (mmu_notifier_invalidate_range_start_nonblock(&range))
	return false;
unmap_range(tlb, vma);
mmu_notifier_invalidate_range_end(&range);`,
    ignore: 'A result that is returned, stored or handed on is somebody else\'s to look at.',
    sources: ['include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start_nonblock', 'mm/oom_kill.c, its only user'],
  },
  check: () => each((o): Report | undefined => {
    if (o.kind === 'untested') {
      // Handed to the caller with the result: the caller's to look at.
      return o.used || o.range.isLocal ? report(o, o.start, o.range.text, 'is dropped') : undefined;
    }
    if (o.kind === 'end' && o.range.state.at === 'failed' && outcomeIsIgnored(o.range.state)) {
      return report(o, o.range.state.start, o.range.text, 'makes no difference');
    }
    return undefined;
  }),
  fixes: (found, c) => checkResult(found, c),
};
