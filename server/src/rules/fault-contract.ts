import { isMmapLock } from '../kernel/sleeping-locks.ts';
import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { LockAgainEvent, Observation, ReturnEvent, SubscriberEvent } from '../simulator/observation.ts';
import { beginOf, checkOf, lastLookup, type PastCall } from '../simulator/past.ts';
import { type Site, siteKey, stepsOf } from '../simulator/trace.ts';
import { dropMmapLock } from './fixes/mmap-lock.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';
import { HELD } from './wording.ts';

/** How -EBUSY is written as a value. */
const EBUSY = '(- #EBUSY)';

/** Who takes a lock and may return with it has it to mend, and not who calls that. */
function takenIn({ routine, callers }: Site): Pick<Report, 'within'> {
  return callers.length > 0 ? { within: routine.key } : {};
}

class Contract implements Checker {
  readonly #context: RuleContext;
  /** Sites of mmap locks that some path drops after it looked up pages under them, and of those among them that one drops which found something. */
  readonly #dropped = new Set<string>();
  readonly #droppedWithPages = new Set<string>();
  readonly #kept: { readonly lock: string; readonly failed: PastCall; readonly report: Report }[] = [];

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): Report | undefined {
    if (o.kind === 'return') this.#returns(o);
    if (o.kind === 'lock-again') this.#takesAgain(o);
    return o.kind === 'subscriber-call' && o.made.does.verb === 'fault' ? staleSequence(o) ?? withoutLock(o) ?? lockedAlready(o) : undefined;
  }

  finish(): readonly Report[] {
    // A lock may be left to the caller of whoever found something.
    const kept = this.#kept.filter(({ lock, failed }) => (failed.does.verb === 'fault' ? this.#dropped : this.#droppedWithPages).has(lock)).map(({ report }) => report);
    // Who goes round with it, and is left then, has one thing to mend.
    const again = new Set(kept.flatMap(({ kind, at }) => (kind === 'again' ? [siteKey(at)] : [])));
    return kept.filter(({ kind, trace }) => kind === 'again' || !stepsOf(trace).some(({ kind, site }) => kind === 'jump' && again.has(siteKey(site))));
  }

  #returns(o: ReturnEvent): void {
    const lookup = lastLookup(o.past);
    const lock = lookup?.locks.find(({ kind, key, toldBy }) => isMmapLock(kind, key) && toldBy === undefined);
    if (!lookup?.result || !lock) return;
    const site = siteKey(lock.site);
    const isIn = (locks: ReturnEvent['locks']): boolean => locks.some((held) => siteKey(held.site) === site);
    if (!isIn(o.locks)) {
      if (!isIn(o.doubtful)) this.#drops(o, lookup, site);
      return;
    }
    // What has begun anew is another story.
    const isOver = o.past.slice(o.past.indexOf(lookup)).every(({ does }) => does.verb !== 'read-begin');
    const failed = isOver ? this.#failed(o, lookup) : undefined;
    if (!failed) return;
    this.#kept.push({
      lock: site, failed,
      report: {
        at: o.site, trace: o.trace, lastAt: o.site, cause: `kept ${siteKey(o.site)}`, ...takenIn(lock.site), spots: lock.site.callers.length > 0 ? [] : [lock.site.span, ...jumpAfter(lookup, o).map(({ span }) => span)], lastStep: 'the function returns with the mmap lock held',
        message: `The mmap lock is still held when the function returns ${because(failed)}; it is dropped on other paths: the next one who wants it for writing waits for ever.`,
      },
    });
  }

  /** The loop begins anew, and what it takes is held. */
  #takesAgain(o: LockAgainEvent): void {
    const site = siteKey(o.lock.site);
    const lookup = isMmapLock(o.lock.kind, o.lock.key) ? o.past.findLast(({ does, locks }) => does.verb === 'fault' && locks.some((held) => siteKey(held.site) === site)) : undefined;
    const failed = lookup && this.#failed(o, lookup);
    if (!failed) return;
    const [jump] = jumpAfter(lookup, o);
    this.#kept.push({
      lock: site, failed,
      report: {
        at: jump ?? o.site, trace: o.trace, lastAt: o.site, kind: 'again', cause: `again ${siteKey(jump ?? o.site)}`, ...takenIn(o.lock.site), spots: o.lock.site.callers.length > 0 || !jump ? [] : [o.lock.site.span, jump.span], lastStep: 'the mmap lock is taken once more, and is held already',
        message: `The mmap lock is taken again where it is still held, ${because(failed)}: whoever wants it for writing meanwhile makes both wait for ever, and it is dropped once less than it was taken.`,
      },
    });
  }

  #drops(o: ReturnEvent, lookup: PastCall, site: string): void {
    this.#dropped.add(site);
    if (this.#droppedWithPages.has(site)) return;
    const facts = factsOnPath(o.trace);
    if (facts && lookup.result && truth(lookup.result, facts) === false && !failedSince(o, lookup, facts)) this.#droppedWithPages.add(site);
  }

  /** What keeps a path from going on with what it looked up; `undefined` where it does, or that is not known. */
  #failed(o: ReturnEvent | LockAgainEvent, lookup: PastCall): PastCall | undefined {
    const facts = factsOnPath(o.trace);
    const failed = facts && failedSince(o, lookup, facts);
    return failed && this.#context.exists(o.trace) ? failed : undefined;
  }
}

/** The look-up itself, or a check behind it. */
function failedSince({ past }: ReturnEvent | LockAgainEvent, lookup: PastCall, facts: Facts): PastCall | undefined {
  const calls = past.slice(past.indexOf(lookup)).filter((call) => call === lookup || call.does.verb === 'read-retry');
  return calls.find(({ result }) => result && truth(result, facts) === true);
}

function because({ name, does }: PastCall): string {
  return does.verb === 'fault' ? `because ${name}() failed` : `because ${name}() was true`;
}

/** The last jump on the way from a call to the end, of the function that this is in. */
function jumpAfter({ site }: PastCall, { trace, site: end }: ReturnEvent | LockAgainEvent): readonly Site[] {
  const steps = stepsOf(trace);
  const from = steps.findLastIndex((step) => siteKey(step.site) === siteKey(site));
  const jump = steps.slice(from + 1).findLast((step) => step.kind === 'jump' && step.site.callers.length === end.callers.length);
  return jump ? [jump.site] : [];
}

function staleSequence(o: SubscriberEvent): Report | undefined {
  const { sequence, name } = o.made;
  if (!sequence) return undefined;
  const base = { at: o.site, trace: o.trace, lastAt: o.site, cause: `sequence ${siteKey(o.site)}` };
  if (sequence.key === '0') {
    return {
      ...base, lastStep: 'no sequence was taken',
      message: `${name}() is called with a \`notifier_seq\` of zero, which mmu_interval_read_begin() never gives: it returns -EBUSY every time.`,
    };
  }
  const begin = beginOf(o.past, sequence);
  const facts = begin && factsOnPath(o.trace);
  if (!facts) return undefined;
  const mayHaveCollided = ({ result }: PastCall): boolean => {
    const constraint = result && facts.get(result.key);
    return result !== undefined && truth(result, facts) === true && constraint !== undefined && !constraint.excluded.includes(EBUSY) && (constraint.equals ?? EBUSY) === EBUSY;
  };
  const failed = o.past.findLast((call) => call.does.verb === 'fault' && call.sequence?.key === sequence.key);
  const check = checkOf(o.past, sequence);
  const collision = failed && mayHaveCollided(failed) ? failed : check?.result && truth(check.result, facts) === true ? check : undefined;
  if (!collision) return undefined;
  return {
    ...base, lastStep: 'the pages are looked up again with the old sequence',
    message: `${name}() is called again with a \`notifier_seq\` that ${collision.name}() has found to be overtaken${collision === failed ? ' (-EBUSY)' : ''}: it has to be taken anew with mmu_interval_read_begin() each time, or ${name}() returns -EBUSY for ever.`,
  };
}

/** Whoever takes the mmap lock himself, and dropped it, is not called with it held. */
function withoutLock(o: SubscriberEvent): Report | undefined {
  const { does, locks, name } = o.made;
  if (does.mmapLock !== 'wants' || o.mayHoldMore || locks.some(({ kind, key }) => isMmapLock(kind, key))) return undefined;
  if (!stepsOf(o.trace).some(({ lock }) => lock === 'mmap-read' || lock === 'mmap-write')) return undefined;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: `unlocked ${siteKey(o.site)}`, lastStep: 'the mmap lock is not held here',
    message: `${name}() is called without the mmap lock, which was dropped before on this path: the page tables and VMAs that it walks may be freed under its feet.`,
  };
}

/** Some look-ups take the lock themselves. */
function lockedAlready(o: SubscriberEvent): Report | undefined {
  const { does, locks, name } = o.made;
  const held = does.mmapLock === 'takes' ? locks.find(({ kind, key }) => isMmapLock(kind, key)) : undefined;
  const facts = held?.condition === undefined ? undefined : factsOnPath(o.trace);
  if (!held || (held.condition && !(facts && truth(held.condition, facts) === true))) return undefined;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: `locked ${siteKey(o.site)}`, lastStep: 'the mmap lock is taken here again',
    message: `${name}() is called ${held.toldBy === undefined ? HELD[held.kind] : `with the mmap lock held (${held.toldBy})`}, and takes it itself: the task waits for itself, at once or as soon as somebody waits to write.`,
  };
}

export const faultContract: Rule = {
  id: 'fault-contract',
  severity: 'error',
  about: 'subscribers',
  summary: 'hmm_range_fault() is called without the mmap lock or with an old sequence, or its unlocked variant with that lock, or the mmap lock is kept when it failed or has to begin anew',
  documentation: {
    what: '`hmm_range_fault()` is called with a `notifier_seq` that was not taken anew after -EBUSY or after `mmu_interval_read_retry()` was true; or without the mmap lock although the path had taken and dropped it; or `hmm_range_fault_unlocked_timeout()`, which takes that lock itself, with it held; or a path returns its error, or that a collision was found, with the mmap lock still held, or goes on to take it again.',
    why: '`hmm_range_fault()` compares `notifier_seq` to see whether it has to begin anew: with an old one it returns -EBUSY for ever. It walks page tables and VMAs, which only the mmap lock keeps alive, and never drops it: with the lock kept, the next mmap() or exit of the process hangs; taken again by its holder, it lets neither on once somebody waits to write.',
    wrong: `range.notifier_seq = mmu_interval_read_begin(range.notifier);
again:
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret == -EBUSY)
		goto again;`,
    right: `again:
	range.notifier_seq = mmu_interval_read_begin(range.notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret == -EBUSY)
		goto again;`,
    ignore: 'One sequence may serve several chunks as long as none of them failed. A caller may hold the mmap lock: a function that never takes it is not asked for it. A lock that no other path drops, or that code which can\'t be seen was given a way to before it is taken again, is not judged.',
    sources: ['mm/hmm.c, hmm_range_fault()', 'Documentation/mm/hmm.rst'],
  },
  check: (c) => new Contract(c),
  fixes: dropMmapLock,
};
