import { type EntryDeed, TAKING } from '../kernel/entries.ts';
import { deedWords } from '../kernel/event-evidence.ts';
import { stepsOf, type Trace } from '../simulator/trace.ts';
import type { Report, Rule, UntoldWay } from './rule.ts';

/** `b() is called by a(), which is entered by …`: from the function that changes to where the way begins. */
function wayWords(name: string, { calls, entered }: UntoldWay): string {
  const callers = calls.map(({ routine }) => `${routine.name}()`).reverse();
  return callers.length === 0 ? `${name}() is entered by ${entered}` : `${name}() is called by ${callers.join(', that by ')}, and that is entered by ${entered}`;
}

/** The way before the path in the function itself. */
function fromOutside({ calls, lock }: UntoldWay, trace: Trace | undefined): Trace | undefined {
  const steps = stepsOf(trace);
  const locked = lock ? [{ kind: 'lock' as const, site: lock, text: 'the mmap lock is taken: nobody can have started a range' }] : [];
  const called = calls.map((site) => ({ kind: 'call' as const, site, text: `${site.routine.textOf(site.span).split('(')[0]}() is called here, and no range is started` }));
  return [...locked, ...called, ...steps].reduce<Trace | undefined>((before, step) => ({ step, before }), undefined);
}

const COST: { readonly [K in 'taken' | 'limited']: string } = {
  taken: 'Whoever mirrors the entry goes on to use the page when it is long somebody else\'s.',
  limited: 'Whoever mirrors the entry goes on to write to the page.',
};

function cost(deed: EntryDeed): string {
  return COST[deed === 'write-protected' || deed === 'soft-dirty cleared' ? 'limited' : 'taken'];
}

export const unnotifiedChange: Rule = {
  id: 'unnotified-change',
  about: 'entries',
  severity: 'hint',
  summary: 'Page-table entries are changed, and no subscriber is told',
  documentation: {
    what: 'A page-table entry of user space is cleared, replaced or write-protected after the function has ended its range, or at an address that is certainly not one of those that the range was initialised for, or on a way from a system call, a thread or the taking of the mmap lock on which nobody starts one.',
    why: 'A secondary MMU has the page mapped by itself. Without a start and an end it keeps that mapping: a guest or a device reads and writes a page that is freed and used by somebody else, or writes to one that is to be write-protected. khugepaged collapsed page tables of files like that for years (CVE-2022-48991).',
    wrong: `static int clear_one(pmd_t *pmd, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	/* The walk is begun in a write() handler, which starts no range. */
	pmdp_huge_clear_flush(walk->vma, addr, pmd);
	return 0;
}`,
    right: `mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
mmu_notifier_invalidate_range_start(&range);
walk_page_range(mm, start, end, &clear_ops, NULL);
mmu_notifier_invalidate_range_end(&range);`,
    ignore: 'It is a hint, and looks at files that work on ranges. A function that is called from anywhere else, through a pointer, or by somebody who has started a range on any path is left alone; so are new entries, entries that allow more than before, accessed bits, page tables without entries, the kernel\'s own tables, and tables that were taken out under a range before.',
    sources: ['Documentation/mm/mmu_notifier.rst', 'mainline f268f6cf875f (6.1)', 'mainline 0f8975ec4db2, 3.11: soft-dirty'],
  },
  check: (context) => {
    let starts = false;
    const untold: (Report & { readonly exists: boolean })[] = [];
    return {
      observe: (o): Report | undefined => {
        starts ||= o.kind === 'start' || o.kind === 'start-nonblock';
        if (o.kind !== 'entry-deed' || !o.isUntold || !TAKING.has(o.what) || o.site.callers.length > 0) return undefined;
        const { name } = o.site.routine;
        const deed = deedWords(o.what);
        const last = { at: o.site, lastStep: `${deed} here` };
        if (o.open.length > 0) return { ...last, trace: o.trace, cause: 'outside', message: `Here ${deed}, at an address that lies outside of what the range was initialised for: its end is the first address that it does not cover. ${cost(o.what)}` };
        if (o.hasStarted) return { ...last, trace: o.trace, cause: 'ended', message: `Here ${deed}, and no range that ${name}() started is open any more. ${cost(o.what)}` };
        const way: UntoldWay | undefined = o.mmapLock ? { calls: [], entered: 'nobody who has started one: it takes the mmap lock itself', lock: o.mmapLock } : context.untoldWay();
        if (!way) return undefined;
        const exists = context.exists(o.trace);
        untold.push({ ...last, exists, trace: fromOutside(way, exists ? o.trace : undefined), cause: 'untold', message: `Here ${deed}, and no range is started on this path: ${wayWords(name, way)}. ${cost(o.what)}` });
        return undefined;
      },
      // Where the function starts ranges itself, it may be on other paths that it changes entries. Elsewhere one is as good as another.
      finish: () => untold.filter(({ exists }, _, all) => exists || (!starts && !all.some((other) => other.exists))).slice(0, 1),
    };
  },
};
