import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { EarlierChunk } from '../simulator/chunks.ts';
import type { Observation, ReturnEvent, SubscriberEvent } from '../simulator/observation.ts';
import { beginOf, checkOf, lastLookup, type PastCall } from '../simulator/past.ts';
import { type Site, siteKey, type Trace } from '../simulator/trace.ts';
import { mentionsOne } from '../simulator/value.ts';
import { IndifferentChecks } from './indifferent-check.ts';
import { InvertedChecks } from './inverted-check.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';

class Unchecked implements Checker {
  readonly #context: RuleContext;
  readonly #inverted: InvertedChecks;
  readonly #indifferent = new IndifferentChecks();
  /** Read sides, by their sites, that a path hands to others: whether it does may hang on whether these want to check. */
  readonly #handedOut = new Set<string>();
  /** By cause. */
  readonly #unchecked = new Map<string, { readonly begun: string; readonly report: Report }>();

  constructor(context: RuleContext) {
    this.#context = context;
    this.#inverted = new InvertedChecks(context);
  }

  observe(o: Observation): Report | undefined {
    if (o.kind === 'return') {
      this.#inverted.returns(o);
      for (const { isHandedOut, site } of o.past) if (isHandedOut) this.#handedOut.add(siteKey(site));
      this.#leaves(o, o.past);
      return this.#handsOn(o);
    }
    if (o.kind === 'found-used') this.#indifferent.uses(o);
    if (o.kind !== 'subscriber-call') return undefined;
    if (o.made.does.verb === 'read-begin') this.#inverted.begins(o);
    switch (o.made.does.verb) {
      case 'read-begin': return o.made.isStored ? neverLookedAt(o) : undefined;
      case 'read-retry': return thrownAway(o) ?? this.#checksLast(o) ?? checksAnew(o);
      case 'translate': return this.#indifferent.translates(o);
      case 'remove': this.#leaves(o, o.past.filter(({ subject }) => subject?.key === o.made.subject?.key).concat(lookups(o.past))); return undefined;
      default: return undefined;
    }
  }

  finish(): readonly Report[] {
    const unchecked = [...this.#unchecked.values()].flatMap(({ begun, report }) => (this.#handedOut.has(begun) ? [] : [report]));
    return [...unchecked, ...this.#inverted.finish(), ...this.#indifferent.finish()];
  }

  /** What was looked up by one sequence after the other is checked by the last of them. */
  #checksLast(o: SubscriberEvent): Report | undefined {
    const last = o.past.findLast((call) => call.does.verb === 'fault' && call.sequence?.key === o.made.sequence?.key);
    return last?.earlier && this.#context.exists(o.trace) ? onlyLast(last, last.earlier, o.trace, o.site, 'only the last sequence is checked') : undefined;
  }

  /** The same, where somebody else is to check: the array was made here, the request tells of all of it again, and has that sequence. */
  #handsOn(o: ReturnEvent): Report | undefined {
    const last = lastLookup(o.past);
    if (!last?.earlier || !last.chunk?.isWhole || last.earlier.into.kind !== 'symbol' || last.earlier.into.symbol.origin !== 'site') return undefined;
    // What is freed at the end of its scope is not handed on by that name.
    if (o.site.routine.graph.variables.some(({ declarator }) => declarator?.cleanup?.startsWith('free:'))) return undefined;
    const facts = beginOf(o.past, last.sequence)?.isHandedOut && o.value && last.result ? factsOnPath(o.trace) : undefined;
    const isDone = facts && o.value && last.result && truth(o.value, facts) === false && truth(last.result, facts) === false;
    return isDone && this.#context.exists(o.trace) ? onlyLast(last, last.earlier, o.trace, o.site, 'what was found in all turns is handed on with the last sequence') : undefined;
  }

  /** The function is left, or a notifier removed: what was looked up with it and used should have been checked. */
  #leaves(o: ReturnEvent | SubscriberEvent, past: readonly PastCall[]): void {
    const value = o.kind === 'return' ? o.value : undefined;
    for (const begin of past) {
      const { result } = begin;
      if (begin.does.verb !== 'read-begin' || !result || begin.isHandedOut || (value && mentionsOne(value, new Set([result.key])))) continue;
      // Of an answer that is thrown away it is told where that is.
      const isAnswered = past.some((call) => call.does.verb === 'read-retry' && !(call.isDropped && !call.isThrownAway) && call.subject?.key === begin.subject?.key);
      const lookup = past.findLast((call) => call.does.verb === 'fault' && call.sequence?.key === result.key);
      const used = lookup?.used ?? lookup?.translated;
      if (isAnswered || !lookup || !used) continue;
      const report = usedBefore(lookup, used, o.trace);
      const known = this.#unchecked.get(report.cause);
      if (known && known.report.at.callers.length <= used.callers.length) continue;
      const facts = this.#context.exists(o.trace) ? factsOnPath(o.trace) : undefined;
      // Compared, it has been looked at in another way.
      if (facts && ![...facts.values()].some((fact) => mentionsOne(fact.value, new Set([result.key])))) this.#unchecked.set(report.cause, { begun: siteKey(begin.site), report });
    }
  }
}

function neverLookedAt(o: SubscriberEvent): Report {
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: `kept ${siteKey(o.site)}`, lastStep: 'the sequence that is taken here is never checked',
    message: `The sequence that ${o.made.name}() gives is kept, and no mmu_interval_read_retry() ever checks it: `
      + 'an invalidation that runs meanwhile goes unnoticed, and the device is left with pages that are not the process\'s any more.',
  };
}

/** Nobody asks for anything but the answer. */
function thrownAway(o: SubscriberEvent): Report | undefined {
  return o.made.isThrownAway ? {
    at: o.site, trace: o.trace, lastAt: o.site, cause: `thrown ${siteKey(o.site)}`, lastStep: 'the answer is thrown away',
    message: `${o.made.name}() is called, and its answer thrown away: it does nothing but to say whether an invalidation ran since the sequence was taken, so that one that did goes unnoticed.`,
  } : undefined;
}

function checksAnew(o: SubscriberEvent): Report | undefined {
  const { sequence } = o.made;
  const earlier = checkOf(o.past, sequence);
  const lookup = o.past.findLast((call) => call.does.verb === 'fault' && call.sequence?.key === sequence?.key);
  const used = lookup?.used ?? lookup?.measured;
  if (lookup && used && !earlier) return usedBefore(lookup, used, o.trace);
  const facts = earlier?.result && beginOf(o.past, sequence) && factsOnPath(o.trace);
  if (!facts || !earlier?.result || truth(earlier.result, facts) !== true || (lookup && o.past.indexOf(lookup) > o.past.indexOf(earlier))) return undefined;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: `stale ${siteKey(o.site)}`, lastStep: 'the same sequence is checked again',
    message: `${o.made.name}() is asked again about a sequence that it has already found to be overtaken, and no mmu_interval_read_begin() has given a new one since: it says so for ever, and what is looked up meanwhile is not protected.`,
  };
}

function onlyLast(lookup: PastCall, { begun }: EarlierChunk, trace: Trace | undefined, lastAt: Site, lastStep: string): Report {
  return {
    at: begun, trace, lastAt, cause: `anew ${siteKey(begun)}`, lastStep,
    message: `A new sequence is taken for each part that ${lookup.name}() looks up, in the place of one that was not checked: mmu_interval_read_retry() then tells of the last part alone, and an invalidation of what was found before goes unnoticed. One sequence, taken before the first part, does for all of them.`,
  };
}

function lookups(past: readonly PastCall[]): readonly PastCall[] {
  return past.filter(({ does }) => does.verb === 'fault');
}

function usedBefore(lookup: PastCall, used: Site, trace: Trace | undefined): Report {
  return {
    at: used, trace: upTo(trace, used), lastAt: used, cause: `unchecked ${siteKey(used)}`, lastStep: 'what was found is used here, unchecked',
    message: `What ${lookup.name}() found is used before mmu_interval_read_retry() has said, under the lock that the callback takes, that no invalidation ran meanwhile: the pages may have been freed and given to somebody else.`,
  };
}

/** The path up to a step at `site`; all of it where there is none. */
function upTo(trace: Trace | undefined, site: Site): Trace | undefined {
  for (let t = trace; t; t = t.before) if (t.step && siteKey(t.step.site) === siteKey(site)) return t;
  return trace;
}

export const readWithoutRetry: Rule = {
  id: 'read-without-retry',
  severity: 'error',
  about: 'subscribers',
  summary: 'What is looked up under a read side is used without mmu_interval_read_retry()',
  documentation: {
    what: 'On some path pages that were looked up after `mmu_interval_read_begin()` are used before `mmu_interval_read_retry()` has checked the sequence, or although it said that an invalidation ran, or where all that is made of its answer is a warning; or the answer is thrown away, or taken the wrong way round, so that a function that looked pages up succeeds just where they are out of date, or asked for and makes no difference: under the lock of the check, what was found goes to other code whatever it was; or a sequence is kept that nothing ever checks; or one that was found to be overtaken is checked again; or a range that is looked up in parts has a new sequence for each, and only the last of these is checked, here or by whoever is given the request.',
    why: 'Nothing keeps the pages from being unmapped, freed and given to another process while a driver looks them up. The only proof that they are still the right ones is that `mmu_interval_read_retry()` is false under the lock that the `invalidate` callback takes. Without it a device reads and writes memory that belongs to somebody else.',
    wrong: `range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
mmap_read_lock(mm);
ret = hmm_range_fault(&range);
mmap_read_unlock(mm);
if (ret)
	return ret;
mutex_lock(&foo->lock);
foo_map(foo, hmm_pfn_to_page(range.hmm_pfns[0]));
mutex_unlock(&foo->lock);`,
    right: `again:
	range.notifier_seq = mmu_interval_read_begin(&foo->notifier);
	…
	mutex_lock(&foo->lock);
	if (mmu_interval_read_retry(&foo->notifier, range.notifier_seq)) {
		mutex_unlock(&foo->lock);
		goto again;
	}
	foo_map(foo, hmm_pfn_to_page(range.hmm_pfns[0]));
	mutex_unlock(&foo->lock);`,
    ignore: 'A sequence that is thrown away (the call is then a way to wait), only compared, returned, or stored where others may check it, itself or in the request or object that it is part of, is not judged; on one path is enough. What was found counts as used where it is given to code that can\'t be seen as it was found, too, unless that gives it up by its name; behind a check only where it is the same call on both of its ways, and that code is not told of the answer. Of parts nothing is said where some place keeps the earlier sequences, code that can\'t be seen was given them, or what was found before is overwritten or looked up once more; nor where the parts can\'t be told from one part that is looked up again.',
    sources: ['include/linux/mmu_notifier.h, comment on mmu_interval_read_retry()', 'Documentation/mm/hmm.rst', 'mainline b3deec25847b (6.2), 0a98219bcc96 (6.14)'],
  },
  check: (c) => new Unchecked(c),
};
