import { siteKey } from '../simulator/trace.ts';
import { moveInFrontOf } from './fixes/pairing.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';

export const rangeChanged: Rule = {
  id: 'range-changed',
  severity: 'warning',
  summary: 'A range is changed between its start and its end',
  documentation: {
    what: 'A field of the range is written, or its address is given to a function, while the invalidation is open.',
    why: 'The end is given the same object as the start, and subscribers rely on getting the same answer for both: KVM decides by the range whether to decrement what it incremented. Entries outside the range that was announced at the start are changed without notice.',
    wrong: `mmu_notifier_invalidate_range_start(&range);
adjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end);
clear_entries(vma, range.start, range.end);
mmu_notifier_invalidate_range_end(&range);`,
    right: `adjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end);
mmu_notifier_invalidate_range_start(&range);
clear_entries(vma, range.start, range.end);
mmu_notifier_invalidate_range_end(&range);`,
    ignore: 'Changes between `range_init` and the start are the way to widen a range.',
    sources: ['mm/hugetlb.c, users of adjust_range_if_pmd_sharing_possible()', 'mainline dff11abe280b "hugetlb: take PMD sharing into account when flushing tlb/caches"'],
  },
  check: () => each((o): Report | undefined => {
    if (o.kind !== 'write' || o.range.state.at !== 'started') return undefined;
    const verb = o.certain ? 'is changed' : 'may be changed';
    return {
      at: o.site,
      message: `\`${o.field}\` of the range ${verb} while the invalidation is open: the end no longer describes what the start announced, and entries outside it change without notice. Widen the range before mmu_notifier_invalidate_range_start().`,
      trace: o.trace,
      cause: siteKey(o.range.state.start),
    };
  }),
  fixes: (found, c) => moveInFrontOf(found, c, 'start', 'Change the range before it is started'),
};
