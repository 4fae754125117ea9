/** What a notifier is part of is freed after the notifier was put, while the core has still to call `free_notifier` with it. */
import type { GoneEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { pointedTo } from '../simulator/places.ts';
import { isPlaceWithin } from '../simulator/state.ts';
import { siteKey } from '../simulator/trace.ts';
import { type Decision, firstCertain, isGiven, since } from './decided-since.ts';
import type { Report, RuleContext } from './rule.ts';
import { callText, pathWords } from './wording.ts';

interface Freed {
  readonly report: Report;
  readonly decisions: readonly Decision[];
}

/** They return when what was put before is free. */
const WAITS = new Set(['synchronize', 'unregister']);

export class FreedAfterPut {
  readonly #context: RuleContext;
  readonly #found = new Map<string, Freed[]>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: GoneEvent): void {
    const put = o.past.findLast(({ does, subject, isHandedOn, isOutOfSight }) => does.verb === 'put' && subject !== undefined && !isHandedOn && !isOutOfSight && isPlaceWithin(pointedTo(subject), o.place));
    if (!put || this.#isWaitedFor(put, o) || !this.#context.exists(o.trace)) return;
    const { decisions, turned } = since(put, o.trace);
    // A loop may have waited.
    if (turned) return;
    const report = {
      at: o.site, trace: o.trace, lastAt: o.site, cause: siteKey(o.site), spots: [],
      lastStep: o.by === undefined ? 'its scope ends before the core has called free_notifier' : 'the object is freed before the core has called free_notifier',
      message: `${o.by === undefined ? 'The scope of what the notifier is part of ends' : `${callText(o.by)} frees what the notifier is part of`}${pathWords(o.trace, put.site)} after mmu_notifier_put(), which waits for nothing: callbacks may still be running, and later the core calls \`free_notifier\` with it, in memory that was freed. Only \`free_notifier\` may free it, or mmu_notifier_synchronize() has to come between.`,
    } as const;
    this.#found.set(report.cause, [...(this.#found.get(report.cause) ?? []), { report, decisions }]);
  }

  #isWaitedFor(put: PastCall, { past }: GoneEvent): boolean {
    return past.slice(past.indexOf(put) + 1).some(({ does }) => WAITS.has(does.verb));
  }

  /** What is decided since by memory, an answer or a count may tell that the core is done with it. */
  finish(): readonly Report[] {
    return [...this.#found.values()].flatMap((found) => firstCertain(found, isGiven)?.report ?? []);
  }
}
