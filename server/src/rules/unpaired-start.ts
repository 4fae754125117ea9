import type { DepartureEvent, Observation, RangeEvent } from '../simulator/observation.ts';
import type { Site, Trace } from '../simulator/trace.ts';
import { anchorOf, siteKey, stepsOf } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import { endBefore, endThroughLabel, removeCall } from './fixes/pairing.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';
import { pathWords } from './wording.ts';

interface Leak {
  readonly start: Site;
  readonly range: string;
  readonly event: DepartureEvent;
  /** Statements by which control leaves after the start, in order. */
  readonly ways: readonly Span[];
}

function spanKey(span: Span): string {
  return `${span.start}-${span.end}`;
}

/** The jumps after the start, and the exit itself if it is a statement. */
function waysOut(start: Site, trace: Trace | undefined, exit: Span | undefined): readonly Span[] {
  const steps = stepsOf(trace);
  const from = steps.findLastIndex((s) => s.kind === 'start' && siteKey(s.site) === siteKey(start));
  const jumps = steps.slice(from + 1).filter((s) => s.kind === 'jump' && s.site.callers.length === 0).map((s) => s.site.span);
  return exit ? [...jumps, exit] : jumps;
}

/** More ways out are not looked at for one start. */
const WAYS = 40;

class Pairing implements Checker {
  readonly #context: RuleContext;
  readonly #leaks = new Map<string, Leak[]>();
  /** By the start that stays open. */
  readonly #again = new Map<string, Report>();
  /** Ways out that are also taken with the range closed. */
  readonly #fine = new Set<string>();
  /** Some path ends the range. */
  #isEnded = false;
  /** Decisions that are also taken on paths that end the range. */
  readonly #fineDecisions = new Set<string>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): Report | undefined {
    switch (o.kind) {
      case 'init':
      case 'start':
      case 'start-nonblock': this.#useAgain(o); return undefined;
      case 'exit':
      case 'scope-end': this.#depart(o); return undefined;
      default: return undefined;
    }
  }

  #useAgain(o: RangeEvent): void {
    const { state } = o.range;
    if (state.at !== 'started' || this.#again.has(siteKey(state.start)) || !this.#context.exists(o.trace)) return;
    this.#again.set(siteKey(state.start), again(o, state.start));
  }

  #depart(o: DepartureEvent): void {
    const { state } = o.range;
    const exit = o.implicit || o.site.callers.length > 0 ? undefined : o.site.span;
    if (state.at === 'started' && o.range.isLocal) {
      const key = siteKey(state.start);
      if ((this.#leaks.get(key)?.length ?? 0) >= WAYS || !this.#context.exists(o.trace)) return;
      const leak = { start: state.start, range: o.range.text, event: o, ways: waysOut(state.start, o.trace, exit) };
      const known = this.#leaks.get(key);
      if (known) known.push(leak);
      else this.#leaks.set(key, [leak]);
    } else {
      this.#isEnded ||= state.at === 'ended';
      for (let t = o.trace; t; t = t.before) {
        if (t.step?.kind === 'jump') this.#fine.add(spanKey(t.step.site.span));
        else if (t.step?.kind === 'branch' && state.at === 'ended') this.#fineDecisions.add(t.step.text);
      }
      if (exit && o.kind === 'exit') this.#fine.add(spanKey(exit));
    }
  }

  finish(): readonly Report[] {
    const leaks = [...this.#leaks.values()].flatMap((found) => this.#report(found));
    // A start that leaks is reported for that alone.
    return [...leaks, ...[...this.#again].filter(([start]) => !this.#leaks.has(start)).map(([, report]) => report)];
  }

  #report(leaks: readonly Leak[]): readonly Report[] {
    const [first] = leaks;
    if (!first) return [];
    const spots = new Map<string, Span>();
    const spotOf = (leak: Leak): Span | undefined => leak.ways.findLast((way) => !this.#fine.has(spanKey(way)));
    for (const leak of leaks) {
      const spot = spotOf(leak) ?? leak.event.site.span;
      spots.set(spanKey(spot), spot);
    }
    // The mark stands where the path parts from those that end the range; where none does, at the start.
    const spot = this.#isEnded ? spotOf(first) : undefined;
    const at: Site = spot ? { routine: anchorOf(first.start).routine, span: spot, callers: [] } : first.start;
    const others = spots.size > 1 ? ` (and on ${spots.size - 1} other way${spots.size > 2 ? 's' : ''} out)` : '';
    const leaves = first.event.kind === 'exit' ? 'the function returns' : 'its scope ends';
    return [{
      at,
      message: `\`${first.range}\` is still being invalidated when ${leaves}${pathWords(first.event.trace, first.start, this.#fineDecisions)}${others}: `
        + 'mmu_notifier_invalidate_range_end() is missing. Subscribers go on waiting for it: mmu_interval_read_begin() never returns, and KVM keeps faults from being installed.',
      trace: first.event.trace,
      lastStep: first.event.kind === 'exit' ? `the function returns with \`${first.range}\` still started` : `the scope of \`${first.range}\` ends with it still started`,
      lastAt: first.event.site,
      cause: siteKey(anchorOf(first.start)),
      spots: [...spots.values()],
      range: first.range,
    }];
  }
}

function again(o: RangeEvent, start: Site): Report {
  const what = o.kind === 'init' ? 'initialised again' : 'started again';
  return {
    at: o.site,
    message: `\`${o.range.text}\` is ${what} while its invalidation is still open${pathWords(o.trace, start)}: the first start never gets its mmu_notifier_invalidate_range_end(), and subscribers wait for it for ever.`,
    trace: o.trace,
    lastStep: `\`${o.range.text}\` is ${what}`,
    cause: siteKey(start),
    range: o.range.text,
  };
}

export const unpairedStart: Rule = {
  id: 'unpaired-start',
  severity: 'error',
  summary: 'An invalidation is started and never ended on some path',
  documentation: {
    what: 'On some path `mmu_notifier_invalidate_range_start()` is not followed by `mmu_notifier_invalidate_range_end()` for the same range: the function returns, starts or initialises the range again, or the range goes out of scope.',
    why: 'Subscribers count open invalidations. A missing end leaves `active_invalidate_ranges` above zero and the interval sequence odd, so that every `mmu_interval_read_begin()` waits for ever; KVM\'s `mmu_invalidate_in_progress` never returns to zero and vCPUs spin on their faults.',
    wrong: `mmu_notifier_invalidate_range_start(&range);
if (zap_pages(vma, start, end))
	return -ENOMEM;
mmu_notifier_invalidate_range_end(&range);
return 0;`,
    right: `mmu_notifier_invalidate_range_start(&range);
err = zap_pages(vma, start, end);
mmu_notifier_invalidate_range_end(&range);
return err;`,
    ignore: 'A range that belongs to the caller, or that is a member of a structure the caller owns, may stay started: a `pre_vma`/`post_vma` pair is not reported. Nor is a range whose address was given to code that can\'t be seen.',
    sources: ['include/linux/mmu_notifier.h, comment on struct mmu_notifier_ops', 'mm/mmu_notifier.c, mn_itree_inv_end()'],
  },
  check: (c) => new Pairing(c),
  fixes: (report, c) => [...endThroughLabel(report, c), ...endBefore(report, c), ...(report.spots ? [] : removeCall(report, c, 'Remove the second call'))],
};
