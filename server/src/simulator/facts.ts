/**
 * What one path knows about values: the conditions taken on it, as constraints on values. This is the first of the
 * defences against false alarms: a path whose conditions contradict each other does not exist.
 */
import { isNeverZero } from '../kernel/constants.ts';
import { isYesOrNo, isZeroForZero } from '../kernel/functions.ts';
import { Draft, type Hash, hashOfAll } from './fingerprint.ts';
import { eachSymbol, everySymbol, isErrno, operation, symbolMentions, type Unknown, type Value } from './value.ts';

/** Bounds are inclusive. `excluded` are keys of constants that the value is known to differ from. */
export interface Constraint {
  readonly value: Value;
  readonly low: number;
  readonly high: number;
  readonly equals?: string;
  readonly excluded: readonly string[];
}

export type Facts = ReadonlyMap<string, Constraint>;

export const NO_FACTS: Facts = new Map();

/** Facts that nobody else has seen yet: what is learned is added to them, rather than to a copy. */
export class GrowingFacts extends Map<string, Constraint> {
  /** By symbol, the keys of the values that mention it: along a path far more symbols are forgotten than anything is known of. */
  readonly #mentioning = new Map<string, string[]>();

  constructor(facts: Facts = NO_FACTS) {
    super();
    for (const [key, constraint] of facts) this.set(key, constraint);
  }

  override set(key: string, constraint: Constraint): this {
    if (!this.has(key)) this.#note(key, constraint.value);
    return super.set(key, constraint);
  }

  /** Nothing is known of the symbol any more. */
  forget(id: string): void {
    for (const key of this.#mentioning.get(id) ?? []) this.delete(key);
    this.#mentioning.delete(id);
  }

  #note(key: string, value: Value): void {
    const note = ({ id, needs }: Unknown): void => {
      const keys = this.#mentioning.get(id);
      if (keys) keys.push(key);
      else this.#mentioning.set(id, [key]);
      needs.forEach(note);
    };
    eachSymbol(value, note);
  }
}

/** Equal for equal knowledge, of whatever value. */
export function limitsHash({ low, high, equals, excluded }: Constraint): Hash {
  return hashOfAll(excluded.length === 0 && equals === undefined ? [low, high] : [low, high, equals ?? '', ...excluded]);
}

function unconstrained(value: Value): Constraint {
  return { value, low: -Infinity, high: Infinity, excluded: [] };
}

function isConstant(v: Value): boolean {
  return v.kind === 'int' || v.kind === 'constant' || (v.kind === 'operation' && (v.op === '-' || v.op === '~') && (v.operands[0]?.kind === 'constant' || (v.op === '~' && v.operands[0]?.key === '0')));
}

/** Nothing but true or false: what an operator of comparison gives, or a function that is asked. */
function isTruth(v: Value): boolean {
  return v.kind === 'operation' && (/^(!|==|<|<=|&&|\|\|)$/.test(v.op) || (v.op === 'call' && isYesOrNo(v.name)));
}

/** The sign of a constant whose value is unknown but whose sign is not: error numbers are positive. */
function bounds(v: Value, facts: Facts): readonly [number, number] {
  if (v.kind === 'int') return [v.value, v.value];
  if (v.kind === 'constant' && isErrno(v.name)) return [1, 4095];
  if (v.kind === 'operation' && v.op === '-') {
    const operand = v.operands[0];
    if (operand) {
      const [low, high] = bounds(operand, facts);
      return [-high, -low];
    }
  }
  const known = facts.get(v.key);
  if (!known) return [-Infinity, Infinity];
  // What is not below zero, and not zero, is above it.
  return [known.low === 0 && known.excluded.includes('0') ? 1 : known.low, known.high];
}

/** Whether something so constrained is not zero, as far as its bounds and what is excluded tell. */
function truthOf({ low, high, excluded }: Constraint): boolean | undefined {
  if (low > 0 || high < 0 || excluded.includes('0')) return true;
  return low === 0 && high === 0 ? false : undefined;
}

/** Three-valued truth of `v != 0`. */
export function truth(v: Value, facts: Facts): boolean | undefined {
  switch (v.kind) {
    case 'int': return v.value !== 0;
    case 'address': return true;
    case 'constant':
      if (isErrno(v.name) || isNeverZero(v.name)) return true;
      break;
    case 'operation': {
      const known = operationTruth(v, facts);
      if (known !== undefined) return known;
      break;
    }
    case 'symbol':
  }
  const fact = facts.get(v.key);
  if (!fact) return undefined;
  const known = truthOf(fact);
  if (known !== undefined) return known;
  if (fact.equals !== undefined && isErrno(fact.equals.replace(/^\(?-? ?#/, '').replace(')', ''))) return true;
  return undefined;
}

function operationTruth(v: Extract<Value, { kind: 'operation' }>, facts: Facts): boolean | undefined {
  const [a, b] = v.operands;
  if (!a) return undefined;
  switch (v.op) {
    case '!': {
      const t = truth(a, facts);
      return t === undefined ? undefined : !t;
    }
    case '-': return truth(a, facts);
    case '&&':
    case '||': {
      if (!b) return undefined;
      const s = truth(a, facts);
      const t = truth(b, facts);
      const decisive = v.op === '||';
      if (s === decisive || t === decisive) return decisive;
      return s === undefined || t === undefined ? undefined : !decisive;
    }
    case '==': return b ? equality(a, b, facts) : undefined;
    case '<':
    case '<=': return b ? order(v.op, a, b, facts) : undefined;
    case '|': {
      if (!b) return undefined;
      const s = truth(a, facts);
      const t = truth(b, facts);
      return s || t ? true : s === false && t === false ? false : undefined;
    }
    case 'call': return isZeroForZero(v.name) ? truth(a, facts) : undefined;
    default: return undefined;
  }
}

function equality(a: Value, b: Value, facts: Facts): boolean | undefined {
  if (a.key === b.key) return true;
  if (a.kind === 'address' && b.kind === 'address') return false;
  if ((a.kind === 'address' && b.key === '0') || (b.kind === 'address' && a.key === '0')) return false;
  for (const [x, y] of [[a, b], [b, a]] as const) {
    if (!isConstant(y)) continue;
    if (y.key === '0') {
      const t = truth(x, facts);
      if (t !== undefined) return !t;
    }
    if (y.key === '1' && isTruth(x)) return truth(x, facts);
    const fact = facts.get(x.key);
    if (fact?.equals !== undefined) return fact.equals === y.key;
    if (fact?.excluded.includes(y.key)) return false;
    if (isConstant(x) && x.kind === y.kind) return false;
  }
  const [lowA, highA] = bounds(a, facts);
  const [lowB, highB] = bounds(b, facts);
  if (highA < lowB || highB < lowA) return false;
  if (lowA === highA && lowB === highB && lowA === lowB) return true;
  return undefined;
}

function order(op: '<' | '<=', a: Value, b: Value, facts: Facts): boolean | undefined {
  if (a.key === b.key) return op === '<=';
  const [lowA, highA] = bounds(a, facts);
  const [lowB, highB] = bounds(b, facts);
  if (op === '<' ? highA < lowB : highA <= lowB) return true;
  if (op === '<' ? lowA >= highB : lowA > highB) return false;
  return undefined;
}

/** A copy of them, to be changed before anybody else sees it. */
export function factsDraft(facts: Facts): Draft<Constraint> {
  return new Draft(facts, limitsHash);
}

/** So few numbers are looked at one by one. */
const FEW = 8;

function isPossible({ low, high, excluded }: Constraint): boolean {
  if (high - low > FEW) return true;
  for (let one = low; one <= high; one++) if (!excluded.includes(String(one))) return true;
  return false;
}

function with_(facts: Facts, c: Constraint): Facts | undefined {
  if (!isPossible(c)) return undefined;
  if (facts instanceof GrowingFacts) return facts.set(c.value.key, c);
  const next = factsDraft(facts);
  next.set(c.value.key, c);
  return next.map;
}

function record(facts: Facts, v: Value, holds: boolean): Facts | undefined {
  const old = facts.get(v.key) ?? unconstrained(v);
  if (holds) {
    if (old.low === 0 && old.high > 0) return with_(facts, { ...old, low: 1 });
    if (old.high === 0 && old.low < 0) return with_(facts, { ...old, high: -1 });
    return with_(facts, { ...old, excluded: old.excluded.includes('0') ? old.excluded : [...old.excluded, '0'].sort() });
  }
  return with_(facts, { value: v, low: 0, high: 0, excluded: [] });
}

/** The facts after learning that `v` is true or false; `undefined` when the path is impossible. */
export function assume(v: Value, holds: boolean, facts: Facts): Facts | undefined {
  const next = learn(v, holds, facts);
  return next && (next !== facts || facts instanceof GrowingFacts) ? withConclusions(next) : next;
}

/** Of `a && b` it was known that it does not hold, and now that one of them does: so the other does not. */
function withConclusions(facts: Facts): Facts | undefined {
  for (const constraint of facts.values()) {
    const { value } = constraint;
    if (value.kind !== 'operation' || (value.op !== '&&' && value.op !== '||')) continue;
    const holds = truthOf(constraint);
    const [a, b] = value.operands;
    if (holds === undefined || !a || !b || holds === (value.op === '&&')) continue;
    const [first, second] = [truth(a, facts), truth(b, facts)];
    if (first === !holds && second === !holds) return undefined;
    const open = first === !holds && second === undefined ? b : second === !holds && first === undefined ? a : undefined;
    if (open) return assume(open, holds, facts);
  }
  return facts;
}

function learn(v: Value, holds: boolean, facts: Facts): Facts | undefined {
  const known = truth(v, facts);
  if (known !== undefined) return known === holds ? facts : undefined;
  if (v.kind !== 'operation') return record(facts, v, holds);
  const [a, b] = v.operands;
  if (!a) return facts;
  switch (v.op) {
    case '!': return learn(a, !holds, facts);
    case '-': return learn(a, holds, facts);
    case '&&':
    case '||': {
      if (!b) return facts;
      const both = v.op === '&&' ? holds : !holds;
      if (both) {
        const first = learn(a, holds, facts);
        return first && learn(b, holds, first);
      }
      // One of the two decides; which one is known only if the other is.
      const decisive = v.op === '||';
      if (truth(a, facts) === !decisive) return learn(b, decisive, facts);
      if (truth(b, facts) === !decisive) return learn(a, decisive, facts);
      return record(facts, v, holds);
    }
    case '==': return b ? assumeEqual(v, a, b, holds, facts) : facts;
    case '<':
    case '<=': return b ? assumeOrder(v, v.op, a, b, holds, facts) : facts;
    case '&': {
      // A bit of it is set, so it is not zero.
      const noted = record(facts, v, holds);
      const subject = [a, b].find((x) => x && !isConstant(x));
      return noted && holds && subject ? (truth(subject, noted) === undefined ? learn(subject, true, noted) : noted) : noted;
    }
    default: return record(facts, v, holds);
  }
}

function assumeEqual(v: Value, a: Value, b: Value, holds: boolean, facts: Facts): Facts | undefined {
  const [subject, other] = isConstant(b) ? [a, b] : isConstant(a) ? [b, a] : [undefined, undefined];
  if (!subject || !other) return record(facts, v, holds);
  if (other.key === '0') return learn(subject, !holds, facts);
  if (other.key === '1' && isTruth(subject)) return learn(subject, holds, facts);
  if (subject.kind === 'symbol' && subject.symbol.isOutcome) return learn(subject, holds, facts);
  const old = facts.get(subject.key) ?? unconstrained(subject);
  if (!holds) return with_(facts, { ...old, excluded: [...old.excluded, other.key].sort() });
  const [low, high] = bounds(other, facts);
  const narrowed: Constraint = { value: subject, low: Math.max(old.low, low), high: Math.min(old.high, high), equals: other.key, excluded: old.excluded };
  return with_(facts, narrowed);
}

function assumeOrder(v: Value, op: '<' | '<=', a: Value, b: Value, holds: boolean, facts: Facts): Facts | undefined {
  const strict = op === '<';
  const onA = b.kind === 'int' ? a : undefined;
  const onB = a.kind === 'int' ? b : undefined;
  if (onA && b.kind === 'int') {
    const old = facts.get(onA.key) ?? unconstrained(onA);
    const limit = holds ? (strict ? b.value - 1 : b.value) : strict ? b.value : b.value + 1;
    return with_(facts, holds ? { ...old, high: Math.min(old.high, limit) } : { ...old, low: Math.max(old.low, limit) });
  }
  if (onB && a.kind === 'int') {
    const old = facts.get(onB.key) ?? unconstrained(onB);
    const limit = holds ? (strict ? a.value + 1 : a.value) : strict ? a.value : a.value - 1;
    return with_(facts, holds ? { ...old, low: Math.max(old.low, limit) } : { ...old, high: Math.min(old.high, limit) });
  }
  const noted = record(facts, v, holds);
  if (!noted) return undefined;
  // a < b excludes b <= a, and both exclude or follow from equality.
  const opposite = operation(strict ? '<=' : '<', [b, a]);
  let next: Facts | undefined = noted;
  if (opposite) next = record(next, opposite, !holds);
  if (strict && holds && next) {
    const equal = operation('==', [a, b]);
    if (equal) next = record(next, equal, false);
  }
  return next;
}

/** Drop every fact for which `keep` says no to one of its symbols. */
export function keepFacts(facts: Facts, keep: (symbol: Unknown) => boolean): Facts {
  if (facts instanceof GrowingFacts) {
    for (const [key, { value }] of facts) if (!everySymbol(value, keep)) facts.delete(key);
    return facts;
  }
  let next: Draft<Constraint> | undefined;
  for (const [key, { value }] of facts) {
    if (everySymbol(value, keep)) continue;
    next ??= factsDraft(facts);
    next.delete(key);
  }
  return next?.map ?? facts;
}

/** A state remembers at most this many conditions; the oldest are forgotten first, as in a join. */
const REMEMBERED = 80;

export function withoutOldest(facts: Facts): Facts {
  return facts.size <= REMEMBERED ? facts : new Map([...facts].slice(facts.size - REMEMBERED / 2));
}

/** The function that a predicate asks. */
export function nameOfPredicate(id: string): string {
  return id.slice(1, id.indexOf('('));
}

/** A loop's next turn: calls asked for their truth may answer differently, but for those that were asked before the loop and are not in it. @param called in the loop */
export function nextTurn(facts: Facts, called: ReadonlySet<string> | undefined): Facts {
  return keepFacts(facts, ({ origin, id, isInside }) => origin !== 'predicate' || (called !== undefined && !isInside && !called.has(nameOfPredicate(id))));
}

export function forgetSymbol(facts: Facts, id: string): Facts {
  if (facts instanceof GrowingFacts) {
    facts.forget(id);
    return facts;
  }
  return keepFacts(facts, (symbol) => !symbolMentions(symbol, id));
}

/** The least that `value` can be; -Infinity if nothing is known. */
export function lowest(value: Value, facts: Facts): number {
  return bounds(value, facts)[0];
}

/** What two values, each in its own state, have in common, is known of `value`, which stands for either; `undefined` if that is nothing. */
export function hullOf(value: Value, a: readonly [Value, Facts], b: readonly [Value, Facts]): Constraint | undefined {
  const [low, high] = [Math.min(bounds(...a)[0], bounds(...b)[0]), Math.max(bounds(...a)[1], bounds(...b)[1])];
  const others = (b[1].get(b[0].key)?.excluded ?? []).filter((key) => key !== '0');
  const excluded = [...(truth(...a) === true && truth(...b) === true ? ['0'] : []), ...(a[1].get(a[0].key)?.excluded ?? []).filter((key) => others.includes(key))];
  const hull: Constraint = { value, low, high, excluded };
  return (low === -Infinity && high === Infinity && excluded.length === 0) || !isPossible(hull) ? undefined : hull;
}

/** The facts with `value` bounded from below. */
export function atLeast(facts: Facts, value: Value, low: number): Facts {
  const old = facts.get(value.key) ?? unconstrained(value);
  return with_(facts, { ...old, low }) ?? facts;
}

/** The facts with `value` bounded from above. */
export function atMost(facts: Facts, value: Value, high: number): Facts {
  const old = facts.get(value.key) ?? unconstrained(value);
  return with_(facts, { ...old, high }) ?? facts;
}

