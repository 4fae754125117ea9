import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, ReturnEvent } from '../simulator/observation.ts';
import { siteKey, stepsOf } from '../simulator/trace.ts';
import type { HeldLock } from '../simulator/held.ts';
import type { LockKind } from '../kernel/locks.ts';
import type { CallbackSite, Checker, Report, Rule, RuleContext } from './rule.ts';
import { HELD } from './wording.ts';

/** What only the task that took it can drop. */
const OWNED: ReadonlySet<LockKind> = new Set<LockKind>(['spinlock', 'mutex', 'rwsem-write', 'rcu', 'preempt', 'irq', 'bottom-half']);

class Kept implements Checker {
  readonly #context: RuleContext;
  /** Sites of locks that a path took and dropped on which all went well. */
  readonly #dropped = new Set<string>();
  /** Held on others. */
  readonly #kept: { readonly lock: string; readonly report: Report }[] = [];

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): Report | undefined {
    const { callback } = this.#context;
    if (o.kind !== 'return' || !callback) return undefined;
    const failure = callback.context.failure;
    const facts = failure || o.locks.length > 0 ? factsOnPath(o.trace) : undefined;
    const known = facts && o.value && failure && truth(o.value, facts);
    if (failure && known === undefined) return undefined;
    if (failure && known === (failure.value !== 'false')) return facts && o.locks.length > 0 ? this.#fails(o, callback, failure.value, facts) : undefined;
    this.#succeeds(o, callback, facts);
    return undefined;
  }

  finish(): readonly Report[] {
    return this.#kept.filter(({ lock }) => this.#dropped.has(lock)).map(({ report }) => report);
  }

  #fails(o: ReturnEvent, callback: CallbackSite, value: string, facts: Facts): Report | undefined {
    // With an end beside it, failing at all is what is wrong, and whether the end drops the lock can't make it right.
    const { excludes } = callback.context.failure ?? {};
    if (excludes !== undefined && callback.beside.has(excludes)) return undefined;
    // The run begins with nothing held: whatever is held, the callback took.
    const lock = o.locks.findLast((held) => isHeld(held, facts));
    return lock && this.#report(o, callback, lock, `returns ${value}`, 'nothing is called for an invalidation that failed, so that nobody drops it', `${value} is returned here`);
  }

  /** Nothing that is called later for the same invalidation can drop it, and the callback itself does so on other paths. */
  #succeeds(o: ReturnEvent, callback: CallbackSite, facts: Facts | undefined): void {
    const { later } = callback.context;
    if (callback.isConditional || (later !== undefined && callback.beside.has(later))) return;
    const open = new Set([...o.locks, ...o.doubtful].map(({ site }) => siteKey(site)));
    for (const { kind, site } of stepsOf(o.trace)) if (kind === 'lock' && !open.has(siteKey(site))) this.#dropped.add(siteKey(site));
    const lock = facts && o.locks.findLast((held) => OWNED.has(held.kind) && !held.isPassed && isHeld(held, facts));
    if (!lock || !this.#context.exists(o.trace)) return;
    const report = this.#report(o, callback, lock, 'returns', 'it drops it on other paths, and nothing that is called later could', 'the callback is done here');
    this.#kept.push({ lock: siteKey(lock.site), report });
  }

  #report(o: ReturnEvent, callback: CallbackSite, lock: HeldLock, returns: string, why: string, lastStep: string): Report {
    const name = lock.name === undefined ? '' : ` (\`${lock.name.member}\`)`;
    return {
      at: o.site,
      message: `${this.#context.routine.name}() is called back as \`${callback.member}\` and ${returns} ${HELD[lock.kind]}${name} that it took itself: ${why}. The next callback that wants it waits for ever, or spins.`,
      trace: o.trace,
      lastStep: `${lastStep}, and what was taken is still held`,
      lastAt: o.site,
      cause: siteKey(lock.site),
    };
  }
}

function isHeld({ condition, uncertain }: HeldLock, facts: Facts): boolean {
  return !uncertain && (condition === undefined || truth(condition, facts) === true);
}

export const lockKeptOnFailure: Rule = {
  id: 'lock-kept-on-failure',
  severity: 'error',
  about: 'callbacks',
  summary: 'A callback fails, or is done on one path of several, and keeps a lock that it took',
  documentation: {
    what: '`invalidate_range_start` returns -EAGAIN, or an interval `invalidate` false, on a path that holds a lock or another context (an RCU read side, say) that it took itself; or one that succeeds, or can\'t fail, keeps on one path what it drops on others, and its table has nothing that is called later for the same invalidation.',
    why: 'When a start fails, the caller changes nothing and ends nothing: the callback is not called again for this range, and neither is another one that could drop the lock. An early return between `lock` and `unlock` is easily written, because only a non-blocking invalidation takes it. When an `invalidate` has returned true, nothing else is called either; only `invalidate_range_start` and `invalidate_start` are followed by something that may drop what they took.',
    wrong: `spin_lock(&foo->lock);
if (!mmu_notifier_range_blockable(range) && foo_is_mapped(foo, range))
	return -EAGAIN;
spin_unlock(&foo->lock);
return 0;`,
    right: `spin_lock(&foo->lock);
if (!mmu_notifier_range_blockable(range) && foo_is_mapped(foo, range)) {
	spin_unlock(&foo->lock);
	return -EAGAIN;
}
spin_unlock(&foo->lock);
return 0;`,
    ignore: 'A trylock that failed holds nothing. A lock that code that can\'t be seen may have dropped is not certain. Where the table also has an `invalidate_range_end`, a start that fails is `fallible-start-with-end`, and that alone. Of callbacks that did what they were called for nothing is said where the lock is one that another task may drop (an rwsem that is read, a folio lock, a semaphore), or code that can\'t be seen was given a way to it.',
    sources: ['include/linux/mmu_notifier.h, comment on invalidate_range_start', 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(), mn_itree_invalidate()', 'mainline c2655835fd8c (5.12)'],
  },
  check: (c) => new Kept(c),
};
