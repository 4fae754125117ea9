import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';
import { siteKey } from '../simulator/trace.ts';
import { guardEnd, removeCall, startBefore } from './fixes/pairing.ts';
import { pathWords } from './wording.ts';

export const unpairedEnd: Rule = {
  id: 'unpaired-end',
  severity: 'error',
  summary: 'An invalidation is ended that was not started, or ended twice, on some path',
  documentation: {
    what: 'On some path `mmu_notifier_invalidate_range_end()` is reached without a `mmu_notifier_invalidate_range_start()` of the same range before it, or for the second time.',
    why: 'The end decrements what the start incremented. An extra one makes `active_invalidate_ranges` go below zero, so that a later reader does not see an invalidation that is running; KVM reports `KVM_BUG_ON()` for its own count.',
    wrong: `mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
if (!pmd_present(*pmd))
	goto out;
mmu_notifier_invalidate_range_start(&range);
clear_entries(pmd, start, end);
out:
mmu_notifier_invalidate_range_end(&range);`,
    right: `mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
if (!pmd_present(*pmd))
	goto out;
mmu_notifier_invalidate_range_start(&range);
clear_entries(pmd, start, end);
mmu_notifier_invalidate_range_end(&range);
out:`,
    ignore: 'A range that the caller hands in is judged only from the first call on it that this function makes.',
    sources: ['mm/mmu_notifier.c, __mmu_notifier_invalidate_range_end()', 'virt/kvm/kvm_main.c, kvm_mmu_invalidate_end()'],
  },
  check: () => each((o): Report | undefined => {
    if (o.kind !== 'end') return undefined;
    const { state } = o.range;
    if (state.at !== 'ended' && state.at !== 'initialized') return undefined;
    const since = state.at === 'ended' ? state.end : state.init;
    const what = state.at === 'ended' ? 'is ended a second time' : 'is ended although it was never started';
    return {
      at: o.site,
      message: `\`${o.range.text}\` ${what}${pathWords(o.trace, since)}: the count of running invalidations drops below what is really running, and a subscriber may map pages that are being torn down.`,
      trace: o.trace,
      lastStep: `\`${o.range.text}\` ${what}`,
      cause: siteKey(o.site),
      range: o.range.text,
    };
  }),
  fixes: (report, c) => [...startBefore(report, c), ...removeCall(report, c, 'Remove this end'), ...guardEnd(report, c)],
};
