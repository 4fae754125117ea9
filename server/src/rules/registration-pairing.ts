import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, SubscriberEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { siteKey } from '../simulator/trace.ts';
import { operation, type Unknown, type Value } from '../simulator/value.ts';
import { type Decision, firstCertain, isFree, since } from './decided-since.ts';
import { removeCall } from './fixes/pairing.ts';
import { endRegistration } from './fixes/registration.ts';
import { FreedAfterPut } from './freed-after-put.ts';
import { LostSubscriptions } from './lost-subscriptions.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';
import { callText, pathWords } from './wording.ts';

/** One that nobody else decides on: a parameter that was not written to, or the task's own. */
function independent(mm: Value): string | undefined {
  const symbol: Unknown | undefined = mm.kind === 'symbol' ? mm.symbol : undefined;
  if (symbol?.origin !== 'place') return undefined;
  if (symbol.id === '@*{$@::current}.mm') return 'the mm of the current task';
  return symbol.root !== undefined && symbol.id === `@${symbol.root}` && !symbol.root.startsWith('::') ? 'another mm' : undefined;
}

function otherMm(then: PastCall, now: PastCall, facts: Facts): boolean {
  if (!then.mm || !now.mm || then.mm.key === now.mm.key) return false;
  const equal = operation('==', [then.mm, now.mm]);
  const known = equal && truth(equal, facts);
  return known === undefined ? independent(then.mm) !== undefined && independent(now.mm) !== undefined : !known;
}

const ENDS = new Set(['remove', 'unregister', 'put']);

interface Found {
  readonly report: Report;
  readonly decisions: readonly Decision[];
}

/**
 * Whether a path that leads here may be wrong, whatever the one that is told: what the joined state knows of the outcome all its paths
 * know, since states that know it differently are kept apart.
 */
function isOpen({ made, facts }: SubscriberEvent, then: PastCall): boolean {
  if (then.does.result === 'errno' && then.result && truth(then.result, facts) !== false) return true;
  if (ENDS.has(then.does.verb)) return then.does.verb !== 'put' || made.does.verb !== 'put';
  return then.does.verb === 'register' && made.does.verb === 'unregister' && then.mm?.key !== made.mm?.key;
}

class Pairing implements Checker {
  readonly #context: RuleContext;
  readonly #found = new Map<string, Found[]>();
  readonly #lost: LostSubscriptions;
  readonly #freed: FreedAfterPut;

  constructor(context: RuleContext) {
    this.#context = context;
    this.#lost = new LostSubscriptions(context);
    this.#freed = new FreedAfterPut(context);
  }

  observe(o: Observation): undefined {
    this.#lost.observe(o);
    if (o.kind === 'gone') this.#freed.observe(o);
    if (o.kind !== 'subscriber-call' || !ENDS.has(o.made.does.verb)) return;
    const then = o.past.findLast(({ subject, isHandedOn }) => subject !== undefined && subject.key === o.made.subject?.key && !isHandedOn);
    // At one place twice: in a loop, over others of its kind.
    if (!then || siteKey(then.site) === siteKey(o.site)) return;
    if (!isOpen(o, then)) return;
    this.#context.doubt();
    const facts = factsOnPath(o.trace);
    const { decisions, turned } = since(then, o.trace);
    const found = facts && this.#judge(o, then, facts);
    // The next turn may be about another one at the same place.
    if (!found || (turned && found.kind === 'end')) return;
    const cause = siteKey(o.site);
    this.#found.set(cause, [...(this.#found.get(cause) ?? []), { report: { ...found, cause }, decisions }]);
  }

  #judge(o: SubscriberEvent, then: PastCall, facts: Facts): Omit<Report, 'cause'> | undefined {
    const call = callText(o.made.name);
    const base = { at: o.site, trace: o.trace, lastAt: o.site };
    const before = callText(then.name);
    if (then.does.result === 'errno' && then.result && truth(then.result, facts) === true) {
      return {
        ...base, lastStep: `what was never ${then.does.verb === 'insert' ? 'inserted' : 'registered'} is ${o.made.does.verb === 'remove' ? 'removed' : 'unregistered'}`,
        message: `${call} is called${pathWords(o.trace, then.site)}, after ${before} has failed: there is nothing to end. `
          + `${o.made.does.verb === 'remove' ? 'It warns and takes the notifier out of a tree that it is not in' : 'It takes the notifier off a list that it is not on, and drops a reference to the mm that nobody took'}.`,
      };
    }
    if (ENDS.has(then.does.verb)) {
      if (then.does.verb === 'put' && o.made.does.verb === 'put') return undefined;
      return {
        ...base, kind: 'end', lastStep: 'the same subscription is ended a second time',
        message: `${call} is called for a notifier that ${before} has ended already: every registration ends once, by one or the other. The second end takes it off a list that it is not on, and may find it freed.`,
      };
    }
    if (then.does.verb === 'register' && o.made.does.verb === 'unregister' && otherMm(then, o.made, facts)) {
      return {
        ...base, lastStep: 'it is unregistered from another mm',
        message: `The notifier is registered with one mm and unregistered from another, ${this.#textOf(o)}: the list of the first goes on holding it, and the second loses a reference that nobody took.`,
      };
    }
    return undefined;
  }

  #textOf({ call, made, site }: SubscriberEvent): string {
    const arg = made.does.mm === undefined ? undefined : call.args[made.does.mm];
    return arg ? `\`${site.routine.textOf(arg.span)}\`` : '';
  }

  finish(): readonly Report[] {
    const certain = [...this.#found.values()].flatMap((found) => firstCertain(found, isFree)?.report ?? []);
    return [...certain, ...this.#lost.finish(), ...this.#freed.finish()];
  }
}

export const registrationPairing: Rule = {
  id: 'registration-pairing',
  severity: 'error',
  about: ['subscribers', 'registrars'],
  summary: 'A notifier is ended that was never begun, or has ended already, or belongs to another mm; or is never ended, or freed too early',
  documentation: {
    what: 'On one path `mmu_interval_notifier_remove()` or `mmu_notifier_unregister()` follows an insertion or registration of the same notifier that failed; or a notifier is removed twice, unregistered twice, or both unregistered and put; or it is registered with one mm and unregistered from another; or an end is lost: the object that the notifier is part of is freed, or its scope ends, with the notifier still in it, or a function fails and leaves the notifier in an object of its own that nobody else has a pointer to; or what the notifier is part of is freed after `mmu_notifier_put()`, which nobody has waited for.',
    why: 'After a failure the notifier is on no list and holds no reference to the mm. `mmu_interval_notifier_remove()` then warns and works on a tree that it is not in; `mmu_notifier_unregister()` drops a reference that others still use. Unregistering and putting are two ways to end one registration. What is not ended stays in the mm\'s tree or list: the next invalidation reads the `ops` of freed memory and calls what stands there. `mmu_notifier_put()` does not wait: callbacks that run go on, and later the core calls `free_notifier` with the notifier; only that may free it, or who has called `mmu_notifier_synchronize()` since.',
    wrong: `err = mmu_interval_notifier_insert(&map->notifier, mm, start, length, &ops);
if (err)
	goto out;
...
out:
	mmu_interval_notifier_remove(&map->notifier);
	return err;`,
    right: `err = mmu_interval_notifier_insert(&map->notifier, mm, start, length, &ops);
if (err)
	return err;`,
    ignore: 'What was registered elsewhere is not known, nor what code that can\'t be seen does with a notifier that it is given. Where a flag in memory decides whether to end it, the flag is believed, unless this path has set it, it comes to the same whatever the flag says, or it compares amounts of something else. An object that this function was given, or has put where others find it, may be cleaned up by its owner: it is told of only where this path frees it, and runs no code before that can\'t be seen and may have ended the subscription. What hangs on a count of references is not told of, nor what `__free()` of another class than kfree() and its kin cleans up, nor a registration whose `release` callback may end it, nor a free after `mmu_notifier_put()` where something in between may have waited.',
    sources: ['mm/mmu_notifier.c, mmu_interval_notifier_remove(), mmu_notifier_unregister(), mmu_notifier_put()', 'mainline 970655aa9b42 (5.13)'],
  },
  check: (c) => new Pairing(c),
  fixes: (found, c) => (found.kind === 'end' ? removeCall(found, c, 'Remove the second end') : endRegistration(found, c)),
};
