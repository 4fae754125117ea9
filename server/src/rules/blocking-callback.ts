import { eventOnPath, isBlockable, isLeftToOthers } from '../simulator/blockable.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, SleepEvent } from '../simulator/observation.ts';
import { anchorOf } from '../simulator/trace.ts';
import { askFirst } from './fixes/blockable.ts';
import { allocateWithoutWaiting } from './fixes/gfp.ts';
import type { CallbackSite, Checker, Report, Rule, RuleContext } from './rule.ts';
import { callText } from './wording.ts';

interface Sleep {
  readonly report: Report;
  /** The only event for which it is reached. */
  readonly event: string | undefined;
}

/** What is said of a callback that acts on one event only. */
const REACHED: ReadonlyMap<boolean | undefined, string> = new Map([
  [true, 'a non-blocking invalidation of this tree is of that kind'],
  [false, 'no non-blocking invalidation of this tree is of that kind, today'],
  [undefined, 'whether the tree\'s non-blocking invalidations are of that kind can\'t be told from here'],
]);

class Blocking implements Checker {
  readonly #context: RuleContext;
  /** By cause: a test that is missing is one cause, however much sleeps behind it. */
  readonly #sleeps = new Map<string, Sleep>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): undefined {
    const { callback } = this.#context;
    if (o.kind !== 'sleep' || callback?.context.sleeping !== 'blockable' || callback.range === undefined) return;
    // What was joined on the way may have forgotten the answer: the path itself knows.
    const facts = factsOnPath(o.trace);
    const blockable = facts && isBlockable(callback.range, facts);
    if (!facts || blockable === true || (blockable === undefined && isLeftToOthers(callback.range, facts))) return;
    const cause = blockable === false ? `${anchorOf(o.site).span.start}` : 'not asked';
    const event = eventOnPath(callback.range, facts);
    const known = this.#sleeps.get(cause);
    if (known && (known.event === undefined || event !== undefined)) return;
    this.#sleeps.set(cause, { event, report: this.#report(o, { ...callback, range: callback.range }, cause, blockable === false, event) });
  }

  finish(): readonly Report[] {
    return [...this.#sleeps.values()].map(({ report }) => report);
  }

  /** Whether a non-blocking invalidation of this tree is of that kind; `undefined` where that can't be told. */
  #isReached(event: string | undefined): boolean | undefined {
    return event === undefined ? true : this.#context.nonblockingEvents()?.has(event);
  }

  #report(o: SleepEvent, { member, context, range, beside }: CallbackSite & { readonly range: string }, cause: string, asked: boolean, event: string | undefined): Report {
    // A start that can fail must have no end beside it: which starts failed, nobody could tell an end.
    // Where the path has asked already, what to do about the answer is the author's to say.
    const failure = asked || (context.failure?.excludes !== undefined && beside.has(context.failure.excludes)) ? undefined : context.failure?.value;
    const through = o.site.callers.length > 0 ? ` in ${o.site.routine.name}()` : '';
    return {
      at: o.site,
      ...(this.#isReached(event) === true ? {} : { severity: 'info' as const }),
      message: `${this.#context.routine.name}() is called back as \`${member}\`, and ${callText(o.name)}${through} ${o.what} `
        + `${asked ? `although \`${range}\` was found not to be blockable` : `without asking whether \`${range}\` is blockable`}: ${context.because}.`
        + (event === undefined ? '' : ` This is reached for ${event} only; ${REACHED.get(this.#isReached(event))}.`),
      trace: o.trace,
      lastStep: `${callText(o.name)} ${o.what}, and the range need not be blockable`,
      lastAt: o.site,
      cause,
      range,
      ...(failure === undefined ? {} : { failure }),
    };
  }
}

export const blockingCallback: Rule = {
  id: 'blocking-callback',
  severity: 'error',
  about: 'callbacks',
  summary: 'A subscriber\'s callback may sleep although the invalidation is not blockable',
  documentation: {
    what: 'On some path an `invalidate_range_start`, `invalidate_range_end` or interval `invalidate` callback, or a function of the file that it calls, takes a sleeping lock, waits or allocates with direct reclaim, and the path has not found `mmu_notifier_range_blockable(range)` to be true.',
    why: 'The OOM reaper invalidates with `mmu_notifier_invalidate_range_start_nonblock()`: a callback that sleeps then may wait for the very task that is being killed, or for memory that only this can free. List callbacks run inside `non_block_start()`, where `might_sleep()` complains; the interval callback is not wrapped, so that only reading the code finds it.',
    wrong: `static bool foo_invalidate(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range,
			   unsigned long cur_seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

	mutex_lock(&foo->lock);`,
    right: `	if (mmu_notifier_range_blockable(range))
		mutex_lock(&foo->lock);
	else if (!mutex_trylock(&foo->lock))
		return false;`,
    ignore: 'A path on which the range was found to be blockable is fine, however the answer is kept or passed on. Where code that can\'t be seen (a macro, too) was given the range or its flags, and what it answers decides the path, nothing is said. A callback that sleeps for one event only is reported as an info where no non-blocking invalidation of the tree is of that kind, or where there is no tree to tell. Functions that stand in constant structures of the file are followed, others that a pointer leads to are not. Functions of other files are looked into within the subsystem (`drivers/gpu`, `virt/kvm`), and inline functions of the tree\'s headers.',
    sources: ['include/linux/mmu_notifier.h, comments on struct mmu_notifier_ops and struct mmu_interval_notifier_ops', 'mainline 93065ac753e4 (4.19)'],
  },
  check: (c) => new Blocking(c),
  fixes: (found, c) => [...askFirst(found, c), ...allocateWithoutWaiting(found, c, 'GFP_NOWAIT')],
};
