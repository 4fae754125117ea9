/** Subscriptions that nobody ends, and nobody can: what they are part of is freed, or its scope ends, or only this path has known of it. */
import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { GoneEvent, Observation, ReturnEvent, SubscriberEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { pointedTo } from '../simulator/places.ts';
import { isPlaceWithin } from '../simulator/state.ts';
import { anchorOf, type Site, siteKey, stepsOf, type Trace } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import { operation, type Value, ZERO } from '../simulator/value.ts';
import { askedOn, comparesAmounts, type Decision, firstCertain, isUnrelated, since, Ways } from './decided-since.ts';
import type { Report, RuleContext } from './rule.ts';
import { callText, pathWords } from './wording.ts';

interface Lost {
  readonly report: Report;
  readonly begun: PastCall;
  readonly decisions: readonly Decision[];
  readonly asked: ReadonlySet<string>;
}

const ENDS = new Set(['remove', 'unregister', 'put']);

function hasSucceeded({ does, result }: PastCall, facts: Facts): boolean {
  if (!result || does.result !== 'errno') return false;
  const isNegative = operation('<', [result, ZERO]);
  return truth(result, facts) === false || (isNegative !== undefined && truth(isNegative, facts) === false);
}

/** The place that a subscription is part of: a variable, or what one pointer points to. */
function outermost(place: string): string {
  return /^(\*\{.*\}|[^.]*)/.exec(place)?.[0] ?? '';
}

function objectOf({ subject }: PastCall): string {
  return subject ? outermost(pointedTo(subject)) : '';
}

/** Two members of one object, so that an end of the one is none of the other. */
function areApart(a: Value | undefined, b: Value | undefined): boolean {
  if (a?.kind !== 'address' || b?.kind !== 'address' || a.key === b.key || a.key.includes('[') || b.key.includes('[')) return false;
  return outermost(a.place) === outermost(b.place);
}

/** What the path has begun in one of these objects and not ended, and nobody else can have. */
function openIn(past: readonly PastCall[], isIn: (place: string) => boolean): readonly PastCall[] {
  return past.filter(({ does, subject, isHandedOn, isOutOfSight }, i) => (
    (does.verb === 'insert' || does.verb === 'register') && subject !== undefined && !isHandedOn && !isOutOfSight && isIn(pointedTo(subject))
    // One of many: which of them is ended later can't be told.
    && !subject.key.includes('[')
    && past.slice(i + 1).every((later) => !ENDS.has(later.does.verb) || areApart(later.subject, subject))));
}

/** It says that the function has failed. @param before what was known before it subscribed */
function isFailure(value: Value, pointers: number, facts: Facts, before: Facts | undefined): boolean {
  if (value.kind === 'operation' && value.op === 'call' && /^(ERR_PTR|ERR_CAST|PTR_ERR)$/.test(value.name)) return true;
  if (pointers > 0) return truth(value, facts) === false;
  if (truth(value, facts) !== true) return false;
  if (value.kind === 'operation' && value.op === '-') return true;
  const isPositive = operation('<', [ZERO, value]);
  return before !== undefined && truth(value, before) === undefined && isPositive !== undefined && truth(isPositive, facts) !== true;
}

const MISSING = { insert: 'mmu_interval_notifier_remove()', register: 'mmu_notifier_unregister()' } as const;

/** How a call is called for which there is nothing to be done but its opposite. */
function opposite({ does }: PastCall): string {
  return does.verb === 'insert' ? MISSING.insert : MISSING.register;
}

function state({ does }: PastCall): string {
  return does.verb === 'insert' ? 'inserted' : 'registered';
}

/** The jumps of the function itself since the call, the last first, and what it leaves by. */
function waysSince(begun: PastCall, trace: Trace | undefined, last: Site): readonly Span[] {
  const steps = stepsOf(trace);
  const from = steps.findLastIndex(({ kind, site }) => kind === 'call' && siteKey(site) === siteKey(begun.site));
  const jumps = steps.slice(from + 1).filter(({ kind, site }) => kind === 'jump' && site.callers.length === 0).map(({ site }) => site.span);
  return [anchorOf(last).span, ...jumps.toReversed()];
}

export class LostSubscriptions {
  readonly #context: RuleContext;
  readonly #found = new Map<string, Lost[]>();
  /** Calls, by their sites, that have begun what some path ends, or may have ended. */
  readonly #ended = new Set<string>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): void {
    if (o.kind === 'gone' || o.kind === 'return') for (const call of o.past) if (call.isHandedOn || call.isOutOfSight) this.#ended.add(siteKey(call.site));
    if (o.kind === 'subscriber-call' && ENDS.has(o.made.does.verb)) this.#ends(o);
    else if (o.kind === 'gone') this.#gone(o);
    else if (o.kind === 'return' && o.own) this.#returned(o, o.own);
  }

  #ends({ made, past }: SubscriberEvent): void {
    for (const { subject, site } of past) if (!areApart(subject, made.subject)) this.#ended.add(siteKey(site));
  }

  finish(): readonly Report[] {
    // Where no path ends it, no condition decides on that.
    return [...this.#found.values()].flatMap((found) => {
      const ways = new Ways(found.map(({ begun, report }) => [begun, report.trace]));
      return firstCertain(found, (decision, { begun, asked }) => !this.#ended.has(siteKey(begun.site)) || isUnrelated(decision, asked) || ways.isOpen(decision) || comparesAmounts(decision, objectOf(begun)))?.report ?? [];
    });
  }

  #gone(o: GoneEvent): void {
    for (const begun of openIn(o.past, (place) => isPlaceWithin(place, o.place))) {
      const facts = factsOnPath(o.trace);
      if (!facts || !hasSucceeded(begun, facts)) continue;
      const path = pathWords(o.trace, begun.site);
      const [message, lastStep] = o.by === undefined
        ? [`The notifier is still ${state(begun)} when the scope of what it is part of ends${path}`, 'its scope ends with the notifier in it']
        : [`${callText(o.by)} frees the object with its notifier still ${state(begun)}${path}`, `the object is freed with its notifier still ${state(begun)}`];
      this.#add({
        at: o.site, trace: o.trace, lastAt: o.site, lastStep,
        message: `${message}: ${opposite(begun)} is missing before. The core goes on finding it in memory that ${o.by === undefined ? 'is used for something else' : 'was freed'}, and calls what stands there at the next invalidation.`,
        cause: siteKey(o.site),
        spots: waysSince(begun, o.trace, o.site),
      }, begun, o.trace);
    }
  }

  #returned(o: ReturnEvent, own: NonNullable<ReturnEvent['own']>): void {
    const { value } = o;
    if (!value) return;
    const hidden = [...own].flatMap(([place, hold]) => (hold === 'hidden' ? [place] : []));
    for (const begun of openIn(o.past, (place) => hidden.some((object) => isPlaceWithin(place, object)))) {
      if (this.#mayEndItself(begun)) continue;
      const facts = factsOnPath(o.trace);
      if (!facts || !hasSucceeded(begun, facts)) continue;
      const { before } = since(begun, o.trace);
      if (!isFailure(value, this.#context.routine.syntax.returnType?.pointers ?? 0, facts, factsOnPath(before))) continue;
      this.#add({
        at: o.site, trace: o.trace, lastAt: o.site, lastStep: `the function fails, and leaves the notifier ${state(begun)}`,
        message: `The function fails${pathWords(o.trace, begun.site)} and leaves the notifier ${state(begun)} in an object that it has allocated, and of which nobody else has a pointer: ${opposite(begun)} is missing, and nobody can call it later. Its callback goes on being called, for something that was given up.`,
        cause: siteKey(o.site),
        spots: waysSince(begun, o.trace, o.site),
      }, begun, o.trace);
    }
  }

  /** A callback that is told of the end of the mm may end the subscription itself; so may any that is not known. */
  #mayEndItself({ does, table }: PastCall): boolean {
    if (does.verb === 'insert') return false;
    const name = /^::(\w+)$/.exec(table ?? '')?.[1];
    const known = name === undefined ? undefined : this.#context.opsTable(name);
    return !known || known.isOpen || known.members.has('release');
  }

  #add(report: Report, begun: PastCall, trace: Trace | undefined): void {
    const { decisions, before } = since(begun, trace);
    this.#found.set(report.cause, [...(this.#found.get(report.cause) ?? []), { report: { ...report, begun: begun.site }, begun, decisions, asked: askedOn(before) }]);
  }
}
