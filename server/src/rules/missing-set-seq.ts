import { GIVEN_SEQUENCE } from '../kernel/callbacks.ts';
import { pinsMm } from '../kernel/functions.ts';
import { ownNotifier, tellsPurpose } from '../simulator/blockable.ts';
import { type Facts, truth } from '../simulator/facts.ts';
import { contradict } from '../simulator/shared-facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation, ReturnEvent, SubscriberEvent } from '../simulator/observation.ts';
import { pointedTo } from '../simulator/places.ts';
import { isPlaceWithin } from '../simulator/state.ts';
import { siteKey } from '../simulator/trace.ts';
import { eachSymbol, type Unknown, type Value } from '../simulator/value.ts';
import { setUnderTheLock } from './fixes/set-seq.ts';
import type { CallbackSite, Checker, Report, Rule, RuleContext } from './rule.ts';
import { pathWords } from './wording.ts';

interface Way {
  readonly facts: Facts;
  readonly event: ReturnEvent;
}

function some(value: Value, is: (symbol: Unknown) => boolean): boolean {
  let found = false;
  eachSymbol(value, (symbol) => { found ||= is(symbol); });
  return found;
}

/** What is not the subscription's own: a variable of the file, or of an object that the subscription only points to, and that others share. */
function isShared(value: Value): boolean {
  const isOthers = ({ id, needs }: Unknown): boolean => id.startsWith('@::') || needs.some((pointer) => pointer.id.startsWith('@*') || pointer.id.startsWith('@::'));
  return some(value, () => true) && !some(value, (symbol) => !isOthers(symbol));
}

class MissingSetSeq implements Checker {
  readonly #context: RuleContext;
  readonly #callback: (CallbackSite & { readonly range: string }) | undefined;
  readonly #sets: Facts[] = [];
  readonly #misses: Way[] = [];
  #isHandedOn = false;

  constructor(context: RuleContext) {
    this.#context = context;
    const { callback } = context;
    this.#callback = callback?.context.setsSequence && callback.range !== undefined ? { ...callback, range: callback.range } : undefined;
  }

  observe(o: Observation): Report | undefined {
    if (!this.#callback) return undefined;
    if (o.kind === 'subscriber-call' && o.made.does.verb === 'set-seq') return this.#setsOther(o, this.#callback);
    if (o.kind === 'return') this.#returns(o);
    return undefined;
  }

  /** Another sequence than the one that the callback was given: what the notifier has, a number, or a sum. */
  #setsOther(o: SubscriberEvent, { member }: CallbackSite): Report | undefined {
    const given = this.#context.routine.graph.variables.find(({ parameter }) => parameter === GIVEN_SEQUENCE);
    const { subject, sequence: set, name } = o.made;
    if (!given || !set || !subject || (set.kind !== 'int' && !isOld(set, subject) && !isSum(set, given.id)) || !this.#context.exists(o.trace)) return undefined;
    return {
      at: o.site, trace: o.trace, lastAt: o.site, cause: `other ${siteKey(o.site)}`, lastStep: 'another sequence is set here',
      message: `${name}() is not given \`${given.name}\`, the sequence that ${this.#context.routine.name}() is called back with as \`${member}\`: a reader compares it with the one that it took, and may be told that there was no invalidation.`,
    };
  }

  #returns(o: ReturnEvent): void {
    const facts = factsOnPath(o.trace);
    if (!facts) return;
    const made = o.past.filter(({ does }) => does.verb === 'set-seq');
    if (made.some(({ isGuess }) => !isGuess)) this.#sets.push(facts);
    else if (made.length > 0) this.#isHandedOn = true;
    else if (o.value && truth(o.value, facts) === true && !isMmGone(facts)) this.#misses.push({ facts, event: o });
  }

  finish(): readonly Report[] {
    const callback = this.#callback;
    if (!callback || this.#misses.length === 0) return [];
    if (this.#sets.length === 0) {
      // Where nobody reads, nobody has to be told.
      const last = this.#misses.at(-1);
      const reader = this.#isHandedOn ? undefined : this.#context.reader(ownNotifier(this.#context.routine));
      if (!last || !reader) return [];
      const { elsewhere } = reader;
      const report = this.#report(callback, last, 'never', `never sets the sequence that ${elsewhere ? `${elsewhere.function}() checks` : 'the readers in this file check'}`);
      return [elsewhere ? { ...report, elsewhere: { source: elsewhere.at, length: elsewhere.length, text: elsewhere.step } } : report];
    }
    // What the range is for, or for whom, may be none of the subscriber's business.
    const isFilter = (value: Value): boolean => some(value, (symbol) => tellsPurpose(callback.range, symbol));
    const missed = this.#misses.filter(({ facts }) => !this.#sets.every((set) => contradict(facts, set, isFilter)));
    return missed.map((way) => {
      const where = `returns true without mmu_interval_set_seq()${pathWords(way.event.trace)}`;
      const isSwitch = this.#sets.every((set) => contradict(way.facts, set, isShared));
      const report = this.#report(callback, way, `${way.event.site.span.start}`, where);
      return isSwitch ? { ...report, severity: 'info' } : report;
    });
  }

  #report({ member }: CallbackSite, { event }: Way, cause: string, what: string): Report {
    return {
      at: event.site,
      message: `${this.#context.routine.name}() is called back as \`${member}\` and ${what}: a reader that looked at the page tables before this invalidation finds nothing to retry, and goes on with pages that are about to be freed.`,
      trace: event.trace,
      lastStep: 'true is returned here, and no reader can tell that there was an invalidation',
      lastAt: event.site,
      cause,
    };
  }
}

/** It was in the notifier before. */
function isOld(value: Value, subject: Value): boolean {
  return value.kind === 'symbol' && value.symbol.origin === 'place' && isPlaceWithin(value.symbol.id.slice(1), pointedTo(subject));
}

function isSum(value: Value, parameter: string): boolean {
  const [a, b] = value.kind === 'operation' && value.op === '+' ? value.operands : [];
  return a?.kind === 'symbol' && a.symbol.id === `@${parameter}` && b?.kind === 'int';
}

function isMmGone(facts: Facts): boolean {
  return [...facts.values()].some(({ value, low, high }) => low === 0 && high === 0
    && value.kind === 'symbol' && pinsMm(/^\?(\w+)\(/.exec(value.symbol.id)?.[1] ?? ''));
}

export const missingSetSeq: Rule = {
  id: 'missing-set-seq',
  severity: 'error',
  about: 'callbacks',
  summary: 'An interval callback lets readers go on as if there had been no invalidation',
  documentation: {
    what: 'An `invalidate` (or `invalidate_start`) returns true on a path without `mmu_interval_set_seq()`, although it sets the sequence on others, or readers, in the file or in another of its subsystem, check the sequence of this notifier with `mmu_interval_read_retry()`; or it sets another sequence than the one that it was given.',
    why: '`mmu_interval_read_retry()` compares the sequence that the callback stored. If it did not store one, a reader that collected pages before the invalidation, and takes the driver lock after it, is told that nothing happened, and maps pages that are freed by then: a use after free that only a race shows. The header asks for the call to be made unconditionally, under the lock that the reader holds when it checks.',
    wrong: `mutex_lock(&foo->lock);
if (foo->active)
	mmu_interval_set_seq(mni, cur_seq);
foo_zap(foo, range->start, range->end);
mutex_unlock(&foo->lock);
return true;`,
    right: `mutex_lock(&foo->lock);
mmu_interval_set_seq(mni, cur_seq);
foo_zap(foo, range->start, range->end);
mutex_unlock(&foo->lock);
return true;`,
    ignore: 'A callback may leave alone what it was not called for: paths that differ from those that set the sequence in `range->event` or `range->owner`, or on which `mmget_not_zero()` failed, are not reported. Nor is a driver that uses no read side of this notifier (it may pin its pages): in other files, readers are known by the type and member that the notifier is, where both know the type from one header. Nor is a path on which a function that can\'t be seen is given the notifier or the sequence. Where something decides that is not the subscription\'s own (a variable of the driver, a member of an object that it points to), it is an info: it may be a switch that is thrown only while nothing reads.',
    sources: ['include/linux/mmu_notifier.h, mmu_interval_set_seq()', 'mm/mmu_notifier.c, mmu_interval_read_begin()', 'Documentation/mm/hmm.rst'],
  },
  check: (c) => new MissingSetSeq(c),
  fixes: setUnderTheLock,
};
