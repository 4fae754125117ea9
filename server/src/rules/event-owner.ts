import { OWNED_EVENTS } from '../kernel/events.ts';
import { argumentOf } from '../kernel/shape.ts';
import { siteKey } from '../simulator/trace.ts';
import { ownerForm } from './fixes/init-forms.ts';
import { initCallOf } from './init-call.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';

export const eventOwner: Rule = {
  id: 'event-owner',
  isAboutEvent: true,
  severity: 'warning',
  summary: 'An event that belongs to an owner is sent without one, or RELEASE is sent at all',
  documentation: {
    what: 'MMU_NOTIFY_MIGRATE or MMU_NOTIFY_EXCLUSIVE goes through `mmu_notifier_range_init()`, which sets no owner, or through the owner form with a NULL owner; or MMU_NOTIFY_RELEASE, which only the core sends when an mm goes away, is given to an init.',
    why: 'Subscribers compare `range->owner` with themselves for these two kinds and do nothing when it is theirs. `mmu_notifier_range_init()` leaves the field as it was on the stack: with bad luck a driver ignores an invalidation that it must act on.',
    wrong: 'mmu_notifier_range_init(&range, MMU_NOTIFY_MIGRATE, 0, mm, start, end);',
    right: `mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, mm, start, end,
			      migrate->pgmap_owner);`,
    ignore: 'Before 6.15 the kernel itself sent MMU_NOTIFY_EXCLUSIVE with a NULL owner when exclusive access ended; there it is not reported.',
    sources: ['include/linux/mmu_notifier.h, mmu_notifier_range_init_owner()', 'lib/test_hmm.c, dmirror_interval_invalidate()'],
  },
  check: () => each((o): Report | undefined => {
    const init = initCallOf(o);
    const { generation } = o.program;
    if (!init?.shape.fits) return undefined;
    const event = argumentOf(init.shape, 'event') ?? (init.event.name.endsWith('_migrate') ? 'MMU_NOTIFY_MIGRATE' : '');
    const base = { at: init.event.site, trace: o.trace, cause: siteKey(o.site) };
    if (event === 'MMU_NOTIFY_RELEASE' && generation.events.includes(event)) {
      return { ...base, message: 'MMU_NOTIFY_RELEASE is the core\'s own: it says that the whole mm is gone, and subscribers stop touching it. No range_init may send it.', lastStep: 'RELEASE is sent here' };
    }
    if (!OWNED_EVENTS.includes(event) || !generation.events.includes(event)) return undefined;
    const owner = argumentOf(init.shape, 'owner');
    if (owner === undefined) {
      return { ...base, message: `${event} is sent through ${init.event.name}(), which sets no owner: subscribers compare \`range->owner\`, here stack garbage, with themselves and may ignore the invalidation.`, lastStep: 'no owner is given here' };
    }
    if (owner !== 'NULL' || (event === 'MMU_NOTIFY_EXCLUSIVE' && generation.exclusiveOwnerMayBeNull !== false)) return undefined;
    return { ...base, message: `${event} is sent with a NULL owner: no subscriber can recognise the invalidation as its own, which is what this kind is for.`, lastStep: 'the owner is NULL here' };
  }),
  fixes: (found, c) => ownerForm(found, c),
};
