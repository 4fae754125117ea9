import type { EntryDeed } from '../kernel/entries.ts';
import { contradiction, deedWords, rankEvents } from '../kernel/event-evidence.ts';
import { eventKind } from '../kernel/events.ts';
import { argumentOf } from '../kernel/shape.ts';
import { siteKey } from '../simulator/trace.ts';
import { chooseEvent } from './fixes/init-forms.ts';
import { initCallOf } from './init-call.ts';
import type { EntryEvidence, Report, Rule, SeenDeed } from './rule.ts';
import { each } from './rule.ts';

/** Deeds after which something else is possible still, as long as not everything is in sight. */
const LEAVES_ROOM: ReadonlySet<EntryDeed> = new Set(['write-protected', 'vma protection', 'soft-dirty cleared']);

/** The deed that the written kind can't stand for, as far as that is certain. */
function contradicting(event: string, { deeds, unseen }: EntryEvidence): SeenDeed | undefined {
  const deed = contradiction(event, new Set(deeds.map((seen) => seen.deed)));
  if (deed === undefined) return undefined;
  // That something is *not* done can be said only where everything is seen.
  const isAboutAbsence = LEAVES_ROOM.has(deed) || event === 'MMU_NOTIFY_UNMAP';
  if (isAboutAbsence && unseen.size > 0) return undefined;
  return deeds.find((seen) => seen.deed === deed && !seen.through) ?? deeds.find((seen) => seen.deed === deed);
}

export const eventMismatch: Rule = {
  id: 'event-mismatch',
  asksEntries: true,
  isAboutEvent: true,
  severity: 'hint',
  summary: 'The event says something else than what the code does',
  documentation: {
    what: 'What is done to page-table entries between start and end, in this function or in what it calls, can\'t be what the range\'s event says: entries are cleared under PROTECTION_PAGE, only write-protected under CLEAR, cleared under UNMAP while the addresses stay.',
    why: 'Subscribers do what the event says, and no more. A kind that says less than what happens leaves stale secondary entries; one that says more makes them throw away, or forget for good, what they could keep: UNMAP was what the mechanical conversion of 2019 wrote everywhere, and hfi1 and amdkfd act on it in earnest.',
    wrong: `mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, start, end);
mmu_notifier_invalidate_range_start(&range);
ptep_clear_flush(vma, start, ptep);
mmu_notifier_invalidate_range_end(&range);`,
    right: `mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);
mmu_notifier_invalidate_range_start(&range);
ptep_clear_flush(vma, start, ptep);
mmu_notifier_invalidate_range_end(&range);`,
    ignore: 'It is a hint, for the kernel contradicts itself here and there: write protection for KSM and for fork of huge pages is sent as CLEAR, which is safe and costs faults. Where a function is given page tables and can\'t be seen into, nothing is said of what is not done.',
    sources: ['enum mmu_notifier_event in include/linux/mmu_notifier.h', 'mainline 7269f999934b (5.2)'],
  },
  check: (context) => each((o): Report | undefined => {
    const init = initCallOf(o);
    if (!init?.shape.fits || o.site.callers.length > 0) return undefined;
    const event = argumentOf(init.shape, 'event') ?? '';
    const { events } = o.program.generation;
    if (!events.includes(event) || eventKind(event)?.given !== 'plain') return undefined;
    const evidence = context.entryEvidence(o.site.span.start, event);
    const found = contradicting(event, evidence);
    if (!found) return undefined;
    const better = rankEvents(events, new Set(evidence.deeds.map(({ deed }) => deed)), false).find(({ speaksFor }) => speaksFor)?.event;
    const call = found.through && { kind: 'call' as const, site: found.through, text: `${found.through.routine.textOf(found.through.span).split('(')[0]}() is called here` };
    return {
      at: init.event.site,
      message: `${event} says that the caller ${eventKind(event)?.meaning ?? ''}; but ${deedWords(found.deed)} in ${found.site.routine.name}().${better !== undefined && better !== event ? ` That is ${better}.` : ''}`,
      trace: call ? { step: call, before: o.trace } : o.trace,
      lastStep: `${deedWords(found.deed)} here`,
      lastAt: found.site,
      cause: siteKey(o.site),
    };
  }),
  fixes: (found, c) => chooseEvent(found, c),
};
