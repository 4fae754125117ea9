import { initBefore } from './fixes/init.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';
import { pathWords } from './wording.ts';

export const uninitializedRange: Rule = {
  id: 'uninitialized-range',
  severity: 'error',
  summary: 'A range is started or ended that no range_init has filled in',
  documentation: {
    what: 'On some path `mmu_notifier_invalidate_range_start()` or `_end()` is given a range that no `mmu_notifier_range_init()` has touched. Storing `start` and `end` alone is no initialisation.',
    why: 'The start dereferences `range->mm` and changes `range->flags`: both are stack garbage. Mainline had this bug in the PTE branch of `__follow_pte_pmd()` in 5.0.',
    wrong: `struct mmu_notifier_range range;

range.start = address & PAGE_MASK;
range.end = range.start + PAGE_SIZE;
mmu_notifier_invalidate_range_start(&range);`,
    right: `struct mmu_notifier_range range;

mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm,
			address & PAGE_MASK, (address & PAGE_MASK) + PAGE_SIZE);
mmu_notifier_invalidate_range_start(&range);`,
    ignore: 'A range that the caller hands in, one whose address was given to code that can\'t be seen, and one whose initialiser sets `.mm` are not reported.',
    sources: ['include/linux/mmu_notifier.h, mmu_notifier_invalidate_range_start()', 'mainline 1ed7293ac4aa "mm/memory.c: initialise mmu_notifier_range correctly"'],
  },
  check: () => each((o): Report | undefined => {
    if ((o.kind !== 'start' && o.kind !== 'start-nonblock' && o.kind !== 'end') || o.range.state.at !== 'uninitialized') return undefined;
    const what = o.kind === 'end' ? 'ended' : 'started';
    return {
      at: o.site,
      message: `\`${o.range.text}\` is ${what} but was never initialised${pathWords(o.trace)}: its \`mm\` and \`flags\` are whatever was on the stack.`,
      trace: o.trace,
      lastStep: `\`${o.range.text}\` is used uninitialised`,
      cause: `${o.site.routine.key}:${o.range.place}`,
      range: o.range.text,
    };
  }),
  fixes: (found, c) => initBefore(found, c),
};
