import { OWNED_EVENTS } from '../kernel/events.ts';
import { eventOnPath, isEventOf, tellsOwner, tellsPurpose } from '../simulator/blockable.ts';
import { truth } from '../simulator/facts.ts';
import { type Assumption, factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import { eachSymbol, type Unknown, type Value } from '../simulator/value.ts';
import { eventFirst } from './fixes/event.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function isAbout(value: Value, is: (symbol: Unknown) => boolean): boolean {
  let found = false;
  eachSymbol(value, (symbol) => { found ||= is(symbol); });
  return found;
}

/** The equality that a condition is, or is the opposite of. */
function equalityIn(value: Value): Value | undefined {
  const [inner] = value.kind === 'operation' ? value.operands : [];
  if (value.kind === 'operation' && value.op === '!' && inner) return equalityIn(inner);
  return value.kind === 'operation' && value.op === '==' ? value : undefined;
}

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  const range = callback?.range;
  if (o.kind !== 'return' || range === undefined) return undefined;
  let trusted: Assumption | undefined;
  let isAsked = false;
  let isUnclear = false;
  const facts = factsOnPath(o.trace, (a) => {
    const equality = equalityIn(a.value);
    if (isAbout(a.value, (symbol) => tellsPurpose(range, symbol) && !tellsOwner(range, symbol))) {
      isAsked = true;
      // Anything else than whether it is this kind or that: which are left can't be told.
      isUnclear ||= !equality || !isAbout(equality, (symbol) => isEventOf(range, symbol));
      return;
    }
    if (!equality || !isAbout(equality, (symbol) => tellsOwner(range, symbol)) || truth(equality, a.after) !== true) return;
    // Which event it is may be asked behind it: then both count.
    trusted = a;
    isAsked = false;
  });
  const step = trusted?.at.step;
  if (!facts || !trusted || !step || isAsked || isUnclear || OWNED_EVENTS.includes(eventOnPath(range, facts) ?? '')) return undefined;
  const field = o.program.generation.rangeFields?.has('migrate_pgmap_owner') ? 'migrate_pgmap_owner' : 'owner';
  const kinds = OWNED_EVENTS.filter((event) => o.program.generation.events.includes(event)).join(' or ');
  return {
    at: step.site,
    message: `${routine.name}() acts on \`${range}->${field}\` without having found that \`${range}->event\` is ${kinds}: of other kinds nobody sets the owner, so that what is compared is whatever the caller's stack held. Where that happens to be equal, an invalidation is taken for the driver's own, and what it is for stays mapped.`,
    trace: trusted.at,
    lastStep: 'the owner is believed here, and the event may be of a kind that has none',
    lastAt: step.site,
    cause: siteKey(step.site),
    range,
  };
}

export const ownerWithoutEvent: Rule = {
  id: 'owner-without-event',
  severity: 'warning',
  about: 'callbacks',
  summary: 'A callback believes the owner of a range whose event may have none',
  documentation: {
    what: 'On some path a callback finds `range->owner` (`migrate_pgmap_owner` up to 5.13) equal to something of its own and goes by that, without having found, before or after, that `range->event` is MMU_NOTIFY_MIGRATE or MMU_NOTIFY_EXCLUSIVE.',
    why: '`mmu_notifier_range_init()` does not set the owner: only the two kinds that are made on behalf of a device have one. For all others the field holds what happened to be on the stack, and a driver that believes it skips an invalidation after which the pages are freed.',
    wrong: `if (range->owner == foo->dev)
	return true;`,
    right: `if (range->event == MMU_NOTIFY_MIGRATE &&
    range->owner == foo->dev)
	return true;`,
    ignore: 'The order of the two questions does not matter, as long as both are asked. What a function that can\'t be seen makes of the owner is not judged.',
    sources: ['include/linux/mmu_notifier.h, enum mmu_notifier_event and mmu_notifier_range_init_owner()', 'lib/test_hmm.c, dmirror_interval_invalidate()'],
  },
  check: (c) => each((o) => judge(o, c)),
  fixes: (found, c) => eventFirst(found, c),
};
