/** A check of a read side that is read the wrong way round: its function succeeds where an invalidation ran, and only there. */
import { type Facts, truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { ReturnEvent, SubscriberEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { type Site, siteKey, type Trace } from '../simulator/trace.ts';
import { operation, type Value, ZERO } from '../simulator/value.ts';
import type { Report, RuleContext } from './rule.ts';

/** What paths do that have checked last at one place. */
interface Outcomes {
  readonly check: PastCall;
  /** Where it said that an invalidation ran, and all was taken to be well. */
  overtaken: { readonly trace: Trace | undefined; readonly end: Site } | undefined;
  /** Where it said that none had, and all was begun anew or given up. */
  isWellRejected: boolean;
  /** The same, and all was well, or may have been. */
  isWellTaken: boolean;
  /** What it said is not known. */
  isUnclear: boolean;
}

/** An answer that somebody looks at. */
function lastCheck(past: readonly PastCall[]): PastCall | undefined {
  return past.findLast(({ does, isDropped, result }) => does.verb === 'read-retry' && !isDropped && result !== undefined);
}

/** How these are written as values. */
const QUEUED = new Set(['(- #EINPROGRESS)', '(- #EIOCBQUEUED)', '(- #EALREADY)']);

export class InvertedChecks {
  readonly #context: RuleContext;
  readonly #outcomes = new Map<string, Outcomes>();

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** All begins anew. */
  begins({ past, facts }: SubscriberEvent): void {
    const check = lastCheck(past);
    if (check?.result && past.indexOf(check) === past.length - 1) this.#of(check).isWellRejected ||= truth(check.result, facts) === false;
  }

  returns(o: ReturnEvent): void {
    const check = lastCheck(o.past);
    // Who has looked nothing up may be waiting for an invalidation.
    if (!check?.result || !o.past.some(({ does, sequence }) => does.verb === 'fault' && sequence?.key === check.sequence?.key) || o.past.slice(o.past.indexOf(check)).some(({ does }) => does.verb === 'read-begin')) return;
    const facts = factsOnPath(o.trace);
    const outcomes = this.#of(check);
    if (!facts) return;
    const isOvertaken = truth(check.result, facts);
    const isWell = this.#isSuccess(o.value, facts);
    if (isOvertaken === false && isWell === false) outcomes.isWellRejected = true;
    else if (isOvertaken === true && isWell === true) outcomes.overtaken ??= { trace: o.trace, end: o.site };
    else if (isOvertaken === false) outcomes.isWellTaken = true;
    else outcomes.isUnclear ||= isOvertaken === undefined;
  }

  #of(check: PastCall): Outcomes {
    const key = siteKey(check.site);
    const known = this.#outcomes.get(key) ?? { check, overtaken: undefined, isWellRejected: false, isWellTaken: false, isUnclear: false };
    this.#outcomes.set(key, known);
    return known;
  }

  /** `undefined`: that can't be told. */
  #isSuccess(value: Value | undefined, facts: Facts): boolean | undefined {
    const { returnType } = this.#context.routine.syntax;
    if (!returnType || returnType.pointers > 0 || /^(bool|_Bool)$/.test(returnType.base)) return undefined;
    if (returnType.base === 'void') return true;
    if (!value) return undefined;
    if (truth(value, facts) === false) return true;
    // It is on its way.
    if (QUEUED.has(value.key)) return undefined;
    const isNegative = operation('<', [value, ZERO]);
    return (value.kind === 'operation' && value.op === '-' && value.operands.length === 1) || (isNegative && truth(isNegative, facts) === true) ? false : undefined;
  }

  finish(): readonly Report[] {
    const found: Report[] = [];
    for (const { check, overtaken, isWellRejected, isWellTaken, isUnclear } of this.#outcomes.values()) {
      if (!isWellRejected || isWellTaken || !(overtaken || isUnclear)) continue;
      // Where answers were joined, the one may have been taken for the other.
      this.#context.doubt();
      if (!overtaken || isUnclear || !this.#context.exists(overtaken.trace)) continue;
      found.push({
        at: check.site, trace: overtaken.trace, lastAt: overtaken.end, cause: `inverted ${siteKey(check.site)}`, lastStep: 'the function is left as if all were well',
        message: `The answer of ${check.name}() is taken the wrong way round: true says that an invalidation ran since the sequence was taken, and just then ${this.#context.routine.name}() goes on with what it found; false says that all is well.`,
      });
    }
    return found;
  }
}
