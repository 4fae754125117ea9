import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';
import { siteKey } from '../simulator/trace.ts';
import { guardEnd, removeCall } from './fixes/pairing.ts';
import { pathWords } from './wording.ts';
import { outcomeIsIgnored } from './nonblock.ts';

export const endAfterFailedStart: Rule = {
  id: 'end-after-failed-start',
  severity: 'error',
  summary: 'An invalidation is ended although its non-blocking start failed',
  documentation: {
    what: 'On a path on which `mmu_notifier_invalidate_range_start_nonblock()` returned an error, `mmu_notifier_invalidate_range_end()` is called.',
    why: 'A start that fails has already been rolled back by the core: subscribers that saw it got their end. A further end is one too many. Nothing may be changed on that path either.',
    wrong: `if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
	ret = false;
	goto out;
}
unmap_range(tlb, vma);
out:
mmu_notifier_invalidate_range_end(&range);`,
    right: `if (mmu_notifier_invalidate_range_start_nonblock(&range)) {
	ret = false;
	goto out;
}
unmap_range(tlb, vma);
mmu_notifier_invalidate_range_end(&range);
out:`,
    ignore: 'Never: on the failure path there is nothing to end.',
    sources: ['include/linux/mmu_notifier.h, comment on mmu_notifier_invalidate_range_start_nonblock', 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start()'],
  },
  check: () => each((o): Report | undefined => {
    if (o.kind !== 'end' || o.range.state.at !== 'failed' || outcomeIsIgnored(o.range.state)) return undefined;
    return {
      at: o.site,
      message: `\`${o.range.text}\` is ended although its non-blocking start failed${pathWords(o.trace, o.range.state.start)}: the core has already undone that start, so subscribers see one end too many.`,
      trace: o.trace,
      lastStep: `\`${o.range.text}\` is ended although nothing was started`,
      cause: siteKey(o.site),
      range: o.range.text,
    };
  }),
  fixes: (report, c) => [...guardEnd(report, c), ...removeCall(report, c, 'Remove this end')],
};
