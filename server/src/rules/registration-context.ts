import { isMmapLock } from '../kernel/sleeping-locks.ts';
import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { HeldLock } from '../simulator/held.ts';
import type { HazardEvent, LockInitEvent, MadeEvent, Observation, SubscriberEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { pointedTo } from '../simulator/places.ts';
import { isPlaceWithin } from '../simulator/state.ts';
import { siteKey, stepsOf } from '../simulator/trace.ts';
import { isOfAnother } from './driver-locks.ts';
import { contendedAmong, waitingCallback } from './contended.ts';
import type { CallbackUse, Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';
import { callText, HELD } from './wording.ts';

/** What the path knows; `undefined` where any path may be meant that leads there with the same locks and calls behind it. */
type Known = Facts | undefined;

function certainly(lock: HeldLock, facts: Known): boolean {
  return !facts || lock.condition === undefined || truth(lock.condition, facts) === true;
}

/** It is the mmap lock of the mm that the call is about. */
function isItsMmapLock({ kind, key }: Pick<HeldLock, 'kind' | 'key'>, { mm }: PastCall): boolean {
  if (!mm || !isMmapLock(kind, key)) return false;
  return key === mm.key || key === `&${pointedTo(mm)}.mmap_lock` || key === `&${pointedTo(mm)}.mmap_sem`;
}

function mmapLock(o: SubscriberEvent, facts: Known): Omit<Report, 'cause'> | undefined {
  const { made, site, trace, doubtful } = o;
  const call = callText(made.name);
  const held = made.locks.find((lock) => isItsMmapLock(lock, made));
  const base = { at: site, trace, lastAt: site };
  if (made.does.mmapLock === 'takes') {
    if (!held || !certainly(held, facts)) return undefined;
    return {
      ...base, lastStep: 'it is taken here again, for writing',
      message: `${call} is called ${held.toldBy === undefined ? HELD[held.kind] : `with the mmap lock held (${held.toldBy})`}, and takes it for writing itself: the task waits for itself. ${made.does.verb === 'insert' ? 'mmu_interval_notifier_insert_locked() is for callers that hold it for writing.' : 'The variant for callers that hold it for writing does not take it.'}`,
    };
  }
  if (made.does.mmapLock !== 'wants-write' || doubtful.some((lock) => isItsMmapLock(lock, made))) return undefined;
  if (held) {
    if (!/read$/.test(held.kind) || !certainly(held, facts)) return undefined;
    return { ...base, lastStep: 'it has to be held for writing here', message: `${call} is called ${HELD[held.kind]}${held.toldBy === undefined ? '' : ` (${held.toldBy})`}: it has to be held for writing. Registrations of the same mm would run at the same time, and page faults beside them.` };
  }
  // What the caller holds is not known, but what this path has taken and has no longer, it has dropped.
  const taken = stepsOf(trace).some(({ lock, lockKey }) => lock !== undefined && lockKey !== undefined && isItsMmapLock({ kind: lock, key: lockKey }, made));
  if (!taken) return undefined;
  return { ...base, lastStep: 'it has to be held for writing here', message: `${call} is called after the mmap lock was dropped: it has to be held for writing. Without it registrations race with each other and with page faults.` };
}

/** Ends that wait for callbacks to return: for all of the mm, or of all there are. */
function underCallbackLock({ ended, locks, name, site, trace }: HazardEvent, facts: Known, c: RuleContext): Omit<Report, 'cause'> | undefined {
  const held = ended && contendedAmong(locks, facts, c, (lock, taker) => taker.kind === ended.kind && !isOfAnother(lock, ended));
  if (!held) return undefined;
  const { member, taker: { callback, onlyByEnds } } = held;
  if (onlyByEnds) {
    return {
      at: site, trace, lastAt: site, lastStep: `it calls ${callback}(), which waits for \`${member}\``,
      message: `${name} is called with \`${member}\` held, and calls ${callback}() itself, as \`release\`, which takes \`${member}\`: the task waits for itself.`,
    };
  }
  return {
    at: site, trace, lastAt: site, lastStep: `it waits for callbacks, which wait for \`${member}\``, ...waitingCallback(held),
    message: `${name} is called with \`${member}\` held, and waits until no callback runs: ${callback}() takes \`${member}\`, so that each waits for the other.`,
  };
}

function lateLock({ name, place, past, site, trace }: LockInitEvent, facts: Known, c: RuleContext): Omit<Report, 'cause'> | undefined {
  if (name.type === undefined || !place.endsWith(`.${name.member}`)) return undefined;
  const object = place.slice(0, -name.member.length - 1);
  const begun = begunFor(object, past, facts);
  if (!begun) return undefined;
  const taker = c.callbackLocks(begun.does.verb === 'insert' ? 'interval' : 'list').find(({ type, member }) => type === name.type && member === name.member);
  if (!taker) return undefined;
  return {
    at: site, trace, lastAt: site, lastStep: `\`${name.member}\` is made here, after ${callText(begun.name)}`,
    message: `\`${name.member}\` is initialised after ${callText(begun.name)}: from then on ${taker.callback}() may be called at any time, and takes it. It finds a lock that is none, or takes one that is made anew under it.`,
  };
}

/** The mmap lock was held for the registration, and may be still: what unmaps, and takes it, waits. */
function isUnderMmapLock(begun: PastCall, { locks }: MadeEvent): boolean {
  const isHeld = (held: readonly HeldLock[]): boolean => held.some(({ kind, key }) => isMmapLock(kind, key));
  return begun.does.mmapLock === 'wants-write' && (isHeld(locks) || !isHeld(begun.locks));
}

/** The callback waits for a lock first that was, or may have been, held for the registration. One that was taken since came too late. */
function isKeptOut({ locks }: CallbackUse, within: string, begun: PastCall, { object, mayHoldMore }: MadeEvent): boolean {
  return locks.length > 0 && (mayHoldMore || locks.some((member) => member === undefined || begun.locks.some(({ key }) => key === `&${object}.${within}${member}`)));
}

/** What the callback takes for the object may be part of one: `base.` for `base.notifier` where it goes from `notifier`. */
function partOf(notifier: string, use: CallbackUse): string | undefined {
  return notifier === use.notifier || notifier.endsWith(`.${use.notifier}`) ? notifier.slice(0, -use.notifier.length) : undefined;
}

/** A member of an object that this path has made gets its first value when a callback may have used it already. */
function lateMember(o: MadeEvent, facts: Known, c: RuleContext): Omit<Report, 'cause'> | undefined {
  const { object, member, how, past, site, trace } = o;
  const begun = begunFor(object, past, facts);
  const table = /^::(\w+)$/.exec(begun?.table ?? '')?.[1];
  if (!begun?.subject || table === undefined || isUnderMmapLock(begun, o)) return undefined;
  const notifier = pointedTo(begun.subject).slice(object.length + 1);
  const use = c.callbackUses(table).find((one) => {
    const within = partOf(notifier, one);
    return within !== undefined && within + one.member === member && one.how === how && !isKeptOut(one, within, begun, o);
  });
  if (!use) return undefined;
  const registered = callText(begun.name);
  const what = how === 'pointer'
    ? `\`${member}\` is set after ${registered}: from then on ${use.callback}() may be called at any time, and follows it without asking. It finds NULL, or whatever the memory held before.`
    : `\`${member}\` is initialised after ${registered}: from then on ${use.callback}() may be called at any time, and uses it. It finds a ${how} that nobody has made.`;
  return { at: site, trace, lastAt: site, lastStep: `\`${member}\` is ${how === 'pointer' ? 'set' : 'made'} here, after ${registered}`, message: what };
}

/** Which call of the path has begun the subscription that is part of an object, and may have succeeded. */
function begunFor(object: string, past: readonly PastCall[], facts: Known): PastCall | undefined {
  const begun = past.findLast(({ subject, isHandedOn }) => subject && !isHandedOn && isPlaceWithin(pointedTo(subject), object));
  if (!begun || (begun.does.verb !== 'insert' && begun.does.verb !== 'register')) return undefined;
  return facts && begun.result && truth(begun.result, facts) === true ? undefined : begun;
}

function found(o: Observation, facts: Known, c: RuleContext): Omit<Report, 'cause'> | undefined {
  switch (o.kind) {
    case 'subscriber-call': return mmapLock(o, facts);
    case 'lock-init': return lateLock(o, facts, c);
    case 'made': return lateMember(o, facts, c);
    case 'hazard': return underCallbackLock(o, facts, c);
    default: return undefined;
  }
}

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (!found(o, undefined, c)) return undefined;
  const facts = factsOnPath(o.trace);
  // This path does not exist; one that it was joined with may.
  if (!facts) c.doubt();
  const report = facts && found(o, facts, c);
  return report && { ...report, cause: siteKey(o.site) };
}

export const registrationContext: Rule = {
  id: 'registration-context',
  severity: 'error',
  about: ['subscribers', 'registrars', 'hazards'],
  summary: 'A notifier is registered or ended where it must not be, or before its callbacks can run',
  documentation: {
    what: '`mmu_interval_notifier_insert()`, `mmu_notifier_register()` or `mmu_notifier_get()` is called with the mmap lock held (taken by this function, or by its caller: it says so with `mmap_assert_locked()` or `lockdep_assert_held()`, or the core calls it so, as `mmap` of a `struct file_operations`, or `fault` or `open` of a `struct vm_operations_struct`), or a variant for callers that hold it for writing after it was dropped, or with it held for reading; `mmu_interval_notifier_remove()` or `mmu_notifier_unregister()` is called under a lock that a callback takes, of this file or of another of the tree, or `mmu_notifier_unregister()` under one that `release` of this file takes, which it calls itself; or a lock that a callback takes, or another member of the object that it uses, is initialised after the notifier was inserted.',
    why: 'Registering takes the mmap lock for writing. Ending waits for every callback that runs, `mmu_interval_notifier_remove()` for those of all interval notifiers of the mm, `mmu_notifier_unregister()` for those of all mms; and a callback that waits for the caller\'s lock never returns. A callback may run before the function that registers has returned.',
    wrong: `mutex_lock(&foo->lock);
mmu_interval_notifier_remove(&foo->notifier);
mutex_unlock(&foo->lock);`,
    right: `mmu_interval_notifier_remove(&foo->notifier);
mutex_lock(&foo->lock);
foo_forget_pages(foo);
mutex_unlock(&foo->lock);`,
    ignore: 'Other locks that the caller holds are not known. Whether two locks are one is told by the type and the member that they are taken through, as lockdep does; in two files, only where both know the type from one header. Where each object that has a notifier has one of its own, only that of the object counts whose subscription is ended. `mmu_notifier_put()` waits for nobody. What is called in other files under the lock is looked into where functions of the callback\'s file end the subscription. Another member counts where this function has allocated the object and made nobody else able to initialise it, the table is known, and the callback follows the pointer, walks the list or queues the work before it could have asked whether it is there, and without a lock that is held here.',
    sources: ['mm/mmu_notifier.c, mmu_interval_notifier_insert(), mmu_interval_notifier_remove(), mmu_notifier_register(), mmu_notifier_unregister()', 'Documentation/filesystems/locking.rst, file_operations, vm_operations_struct'],
  },
  check: (c) => each((o) => judge(o, c)),
};
