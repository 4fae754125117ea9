import { argumentOf, isBareNumber } from '../kernel/shape.ts';
import { siteKey } from '../simulator/trace.ts';
import { chooseEvent } from './fixes/init-forms.ts';
import { initCallOf } from './init-call.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';

export const missingEvent: Rule = {
  id: 'missing-event',
  isAboutEvent: true,
  severity: 'error',
  summary: 'A range is initialised without saying which event it is for',
  documentation: {
    what: 'A `mmu_notifier_range_init()` of a tree whose API takes an event gets none (as in the four-argument form of 5.0 and 5.1), or a bare number in its place.',
    why: 'The event lets subscribers do less than for an munmap: keep their mirror of a range whose protection changes, ignore what they caused themselves, forget addresses only when these go away. A `0` reads as MMU_NOTIFY_UNMAP, for which some subscribers drop their knowledge of the range.',
    wrong: 'mmu_notifier_range_init(&range, mm, start, end);',
    right: 'mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);',
    ignore: 'An event that is a variable, a parameter or any other expression is taken as it is; trees before 5.2 have no events.',
    sources: ['include/linux/mmu_notifier.h, enum mmu_notifier_event', 'mainline 6f4f13e8d9e2 and 7269f999934b (5.2)'],
  },
  check: (c) => each((o): Report | undefined => {
    const init = c.servesSeveralTrees ? undefined : initCallOf(o);
    if (!init || o.program.generation.events.length === 0) return undefined;
    const event = argumentOf(init.shape, 'event');
    const takesEvent = init.shape.arguments.length > 0 && !/_migrate$/.test(init.event.name);
    if (!takesEvent) return undefined;
    if (event === undefined) {
      return {
        at: init.event.site,
        message: `${init.event.name}() is not told which event this invalidation is for: subscribers can't tell a change of protection from an munmap.`,
        trace: o.trace, lastStep: 'no event is given here', cause: siteKey(o.site),
      };
    }
    if (!isBareNumber(event)) return undefined;
    const arg = init.event.call.args[init.shape.arguments.findIndex((a) => a.role === 'event')];
    const first = o.program.generation.events[Number(event.replaceAll(/[()\sul]/gi, ''))];
    return {
      at: arg ? { ...init.event.site, span: arg.span } : init.event.site,
      severity: 'warning',
      message: `The event is given as the number ${event}${first ? `, which reads as ${first}` : ''}: name the kind, so that subscribers are told what really happens.`,
      trace: o.trace, lastStep: 'a number stands for the event here', cause: siteKey(o.site),
    };
  }),
  fixes: (found, c) => chooseEvent(found, c),
};
