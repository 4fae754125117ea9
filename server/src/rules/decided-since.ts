/**
 * What a path has decided since a subscription began or ended: where such a condition may hang together with whether there is one, nothing is certain.
 */
import { makesNew } from '../kernel/allocations.ts';
import { isReferenceDrop } from '../kernel/functions.ts';
import { COUNT } from '../simulator/counting.ts';
import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { PastCall } from '../simulator/past.ts';
import { type PathStep, siteKey, type Trace } from '../simulator/trace.ts';
import { calleeOf, eachSymbol, mentions, type Unknown, type Value } from '../simulator/value.ts';
import { BLURRED } from '../simulator/words.ts';

export interface Decision {
  readonly value: Value;
  readonly holds: boolean;
  /** Where a branch takes one of its ways by it. */
  readonly at?: string;
}

/** The way from a call to the end of the path. */
export interface Since {
  /** The conditions that were open when the path decided them. */
  readonly decisions: readonly Decision[];
  /** A loop has turned. */
  readonly turned: boolean;
  /** The path up to the call. */
  readonly before: Trace | undefined;
}

export function since(call: PastCall, trace: Trace | undefined): Since {
  const found: Decision[] = [];
  let turned = false;
  let t = trace;
  for (; t; t = t.before) {
    if (t.step?.kind === 'call' && siteKey(t.step.site) === siteKey(call.site)) break;
    turned ||= t.learning?.kind === 'turn';
    if (t.learning?.kind === 'assumed' && !isAbout(t.learning.value, call.result)) found.push({ ...t.learning, ...branchOf(t.step) });
  }
  // What the path knew before, and has forgotten since, was not open.
  const before = factsOnPath(t);
  return { decisions: found.filter(({ value }) => !before || truth(value, before) === undefined), turned, before: t };
}

function branchOf(step: PathStep | undefined): Pick<Decision, 'at'> {
  return step?.kind === 'branch' ? { at: siteKey(step.site) } : {};
}

/** More of what was joined is not gone over. */
const GONE_OVER = 20_000;

/**
 * The branches on all paths since a call that were joined on the way here: they go on in the same way, so that one that was taken both ways among them
 * decides nothing.
 */
export class Ways {
  /** The ways that were taken, by the place of the branch. */
  readonly #taken = new Map<string, Set<string>>();

  /** @param paths that lead to the same, with the call */
  constructor(paths: readonly (readonly [PastCall, Trace | undefined])[]) {
    const seen = new Set<Trace>();
    for (const [call, trace] of paths) this.#goOver(siteKey(call.site), trace, seen);
  }

  #goOver(key: string, trace: Trace | undefined, seen: Set<Trace>): void {
    const open = trace ? [trace] : [];
    for (let t = open.pop(); t && seen.size < GONE_OVER; t = open.pop()) {
      if (seen.has(t)) continue;
      seen.add(t);
      if (t.step?.kind === 'call' && siteKey(t.step.site) === key) continue;
      const { at } = branchOf(t.step);
      if (at !== undefined) this.#taken.set(at, (this.#taken.get(at) ?? new Set()).add(t.step?.takes ?? ''));
      for (const before of [t.before, t.instead]) if (before) open.push(before);
    }
  }

  isOpen({ at }: Decision): boolean {
    const taken = at === undefined ? undefined : this.#taken.get(at);
    return taken !== undefined && taken.has('true') && taken.has('false');
  }
}

function isAbout(value: Value, result: Value | undefined): boolean {
  return result?.kind === 'symbol' && mentions(value, result.symbol.id);
}

function everyFree(value: Value, isSymbolFree: (symbol: Unknown) => boolean): boolean {
  let isIt = true;
  eachSymbol(value, (symbol) => { isIt &&= isSymbolFree(symbol); });
  return isIt;
}

/** The variables of the function, and of those it calls: nobody else sets them. */
function isOwnVariable({ root }: Unknown): boolean {
  return root !== undefined && !root.startsWith('::');
}

/** What a word in memory was counted to, or changed to: where it began is not known. */
function isCounted(symbol: Unknown): boolean {
  const name = calleeOf(symbol);
  return name === COUNT || name === BLURRED;
}

function predicateOf({ id }: Unknown): string {
  return id.slice(1, id.indexOf('('));
}

/**
 * Hangs on nothing that code may have set to tell whether there is a subscription: on a variable of the function, what another call
 * returned, or a count of references.
 */
export function isFree({ value }: Decision): boolean {
  return everyFree(value, (symbol) => (symbol.origin === 'predicate' ? isReferenceDrop(predicateOf(symbol)) : symbol.origin === 'place' ? isOwnVariable(symbol) : !isCounted(symbol)));
}

/** Hangs on nothing but what the function was given: nothing that happens meanwhile decides on it. */
export function isGiven({ value }: Decision): boolean {
  return everyFree(value, (symbol) => symbol.origin === 'place' && isOwnVariable(symbol));
}

/** Functions whose answers a path has decided on. */
export function askedOn(trace: Trace | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (let t = trace; t; t = t.before) {
    if (t.learning?.kind !== 'assumed') continue;
    eachSymbol(t.learning.value, (symbol) => {
      const name = symbol.origin === 'predicate' ? predicateOf(symbol) : calleeOf(symbol);
      if (name !== undefined) names.add(name);
    });
  }
  return names;
}

/**
 * Hangs on nothing that tells whether there is a subscription to be ended: on no memory, on no count of references (it may hold one itself),
 * and on no question that was asked before it began, when it may have decided whether it should (whether there is memory is none).
 */
export function isUnrelated({ value }: Decision, asked: ReadonlySet<string>): boolean {
  return everyFree(value, (symbol) => {
    if (symbol.origin === 'place') return isOwnVariable(symbol);
    if (isCounted(symbol)) return false;
    const name = symbol.origin === 'predicate' ? predicateOf(symbol) : calleeOf(symbol);
    return name === undefined || makesNew(name, false) || !(isReferenceDrop(name) || asked.has(name));
  });
}

/** How much there is of something, compared with a number that is not written down: no answer to whether there is a subscription in this object. */
export function comparesAmounts({ value }: Decision, object: string): boolean {
  if (value.kind !== 'operation' || (value.op !== '<' && value.op !== '<=')) return false;
  return value.operands.every((operand) => !everyFree(operand, () => false)) && everyFree(value, ({ id }) => !id.includes(object));
}

/** Conditions, by their keys, and whether they hold. */
type Way = ReadonlyMap<string, boolean>;

/** More conditions at once are not told apart. */
const CONDITIONS = 12;

/** Whichever of the conditions hold, one of the ways is taken. */
function coversAll(ways: readonly Way[], depth = CONDITIONS): boolean {
  const [first] = ways;
  if (!first || depth < 0) return false;
  if (ways.some((way) => way.size === 0)) return true;
  const [condition] = first.keys();
  if (condition === undefined) return true;
  return [true, false].every((holds) => coversAll(ways.flatMap((way) => {
    if ((way.get(condition) ?? holds) !== holds) return [];
    const rest = new Map(way);
    rest.delete(condition);
    return [rest];
  }), depth - 1));
}

/**
 * The first of those that certainly happen: a condition that is not free hangs together with what happened, unless what happens does so whichever way it is
 * decided.
 */
export function firstCertain<T extends { readonly decisions: readonly Decision[] }>(found: readonly T[], isFreeOf: (decision: Decision, of: T) => boolean): T | undefined {
  const ways = found.map((one): Way => new Map(one.decisions.filter((decision) => !isFreeOf(decision, one)).map(({ value, holds }) => [value.key, holds])));
  return ways.some((way) => way.size === 0) || coversAll(ways) ? found.find((_, i) => ways[i]?.size === Math.min(...ways.map(({ size }) => size))) : undefined;
}
