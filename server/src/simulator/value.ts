/**
 * Symbolic values. A value is immutable and has a key; equal keys mean equal values, which is what lets states merge
 * and what correlates two tests of one condition.
 */

/** An unknown quantity. */
export interface Unknown {
  readonly id: string;
  /**
   * Where it comes from, which decides how long facts about it are worth keeping:
   * - `place`: what a place held before anything here wrote to it; `root` is its local variable, if it has one.
   * - `site`: the result of something executed; worth keeping while a variable holds it.
   * - `predicate`: a call made for its truth; the same call of the same arguments is taken to answer the same, and in a loop that makes it within one turn.
   * - `configuration`: fixed for the whole run.
   */
  readonly origin: 'place' | 'site' | 'predicate' | 'configuration';
  readonly root?: string;
  /** Symbols that this one's identity is made of: the pointer in `*p`, the arguments of a predicate. */
  readonly needs: readonly Unknown[];
  /** The only possible values are zero and one negative errno: what `_start_nonblock` returns. */
  readonly isOutcome?: true;
  /** Written by code that was given the address; what it wrote once is taken to stay, as members that only others write do. */
  readonly isGiven?: true;
  /** Of a predicate: a function that is called asks it. */
  readonly isInside?: true;
  /** A pointer to something that was allocated on this path: nobody else waits for its locks. */
  readonly isNew?: true;
  /** The result of code that can't be seen, which was given a way to tell whether the callback's range is blockable, or was not. */
  readonly unseen?: 'told' | 'untold';
}

export type Operator = '!' | '-' | '~' | '+' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^' | '==' | '<' | '<=' | '&&' | '||' | 'call';

export type Value =
  | { readonly kind: 'int'; readonly key: string; readonly value: number }
  /** A named constant: an enumerator or macro. */
  | { readonly kind: 'constant'; readonly key: string; readonly name: string }
  | { readonly kind: 'symbol'; readonly key: string; readonly symbol: Unknown }
  /** The address of a place. */
  | { readonly kind: 'address'; readonly key: string; readonly place: string }
  | { readonly kind: 'operation'; readonly key: string; readonly op: Operator; readonly name: string; readonly operands: readonly Value[] };

/** Longer expressions are not worth following, and would grow without end in a loop. */
const KEY_LIMIT = 240;

const ints = new Map<number, Value>();

export function int(value: number): Value {
  let made = ints.get(value);
  if (!made) {
    made = { kind: 'int', key: String(value), value };
    if (ints.size < 4096) ints.set(value, made);
  }
  return made;
}

export const ZERO = int(0);
export const ONE = int(1);

export function constant(name: string): Value {
  return { kind: 'constant', key: `#${name}`, name };
}

export type SymbolValue = Extract<Value, { kind: 'symbol' }>;

export function symbolValue(symbol: Unknown): SymbolValue {
  return { kind: 'symbol', key: `$${symbol.id}`, symbol };
}

/** What `sizeof` and its like are worth, by the symbols that stand for them. */
export const MEASURE = 'opaque';

/** A size, or a constant with a name. */
export function isMeasure(value: Value): boolean {
  return value.kind === 'constant' || (value.kind === 'symbol' && value.symbol.origin === 'site' && new RegExp(`(^|>)${MEASURE}@`).test(value.symbol.id));
}

export function address(place: string): Value {
  return { kind: 'address', key: `&${place}`, place };
}

/** Positive error numbers (include/uapi/asm-generic/errno*.h) by the shape of their names. */
export function isErrno(name: string): boolean {
  return /^E[A-Z0-9]{2,}$/.test(name);
}

function fold(op: Operator, a: number, b: number): number | undefined {
  switch (op) {
    case '+': return a + b;
    case '*': return a * b;
    case '<<': return a >= 0 && b >= 0 && b < 31 && a * 2 ** b <= 0x7fffffff ? a * 2 ** b : undefined;
    case '>>': return a >= 0 && a <= 0x7fffffff && b >= 0 && b < 31 ? a >> b : undefined;
    case '^': return a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff ? a ^ b : undefined;
    case '&': return a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff ? a & b : undefined;
    case '|': return a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff ? a | b : undefined;
    case '==': return a === b ? 1 : 0;
    case '<': return a < b ? 1 : 0;
    case '<=': return a <= b ? 1 : 0;
    default: return undefined;
  }
}

/**
 * Apply an operator. `undefined` when the result would be too large to follow.
 * @param name tells operations of one kind apart, as the function name of a `call`.
 */
export function operation(op: Operator, operands: readonly Value[], name: string = ''): Value | undefined {
  const [a, b] = operands;
  if (op === '!' && a?.kind === 'int') return int(a.value === 0 ? 1 : 0);
  if (op === '-' && a?.kind === 'int') return int(-a.value);
  if (a?.kind === 'int' && b?.kind === 'int') {
    const folded = fold(op, a.value, b.value);
    if (folded !== undefined) return int(folded);
  }
  if (op === '+' && a && b?.key === '0') return a;
  if (op === '+' && b && a?.key === '0') return b;
  if (op === '*' && (a?.key === '0' || b?.key === '0')) return ZERO;
  if (op === '*' && a && b && (a.key === '1' || b.key === '1')) return a.key === '1' ? b : a;
  if (op === '<<' && a?.key === '0') return ZERO;
  // A bit is as much a constant as its number.
  if (op === '<<' && a?.kind === 'int' && b?.kind === 'constant') return constant(`(${a.value}<<${b.name})`);
  if (op === '%' && a && b?.kind === 'int' && isBit(b)) return operation('&', [a, int(b.value - 1)]);
  if (op === '&' && (a?.key === '0' || b?.key === '0')) return ZERO;
  if (op === '|' && a && a.key === b?.key) return a;
  if (op === '==' && a && a.key === b?.key) return ONE;
  if (op === '|' && a && b) {
    if (a.key === '0') return b;
    if (b.key === '0' || hasBit(a, b)) return a;
  }
  if (op === '&' && a && b) {
    const tested = bitTest(a, b) ?? (a.key === b.key ? a : undefined);
    if (tested) return tested;
  }
  if ((op === '<' || op === '<=' || op === '==') && a && b) {
    const shifted = withoutOffset(op, a, b) ?? withoutDifference(op, a, b) ?? (op === '==' ? asBitTest(a, b) : undefined);
    if (shifted) return shifted;
  }
  // Symmetric operators have one order of operands.
  const ordered = (op === '==' || op === '&' || op === '|') && a && b && a.key > b.key ? [b, a] : operands;
  const key = `(${op}${name} ${ordered.map((v) => v.key).join(' ')})`;
  return key.length > KEY_LIMIT ? undefined : { kind: 'operation', key, op, name, operands: ordered };
}

/** `x + 1 < 3` is `x < 2`: one form for one comparison. (Overflow is not what such a test is about.) */
function withoutOffset(op: Operator, a: Value, b: Value): Value | undefined {
  const split = (v: Value): { readonly rest: Value; readonly offset: number } | undefined => {
    if (v.kind !== 'operation' || v.op !== '+') return undefined;
    const [p, q] = v.operands;
    return p && q?.kind === 'int' ? { rest: p, offset: q.value } : undefined;
  };
  const left = split(a);
  if (left && b.kind === 'int') return operation(op, [left.rest, int(b.value - left.offset)]);
  const right = split(b);
  return right && a.kind === 'int' ? operation(op, [int(a.value - right.offset), right.rest]) : undefined;
}

/** `2 < x - y` is `y + 2 < x`: the same. */
function withoutDifference(op: Operator, a: Value, b: Value): Value | undefined {
  const split = (v: Value): { readonly rest: Value; readonly less: Value } | undefined => {
    const [p, q] = v.kind === 'operation' && v.op === '+' ? v.operands : [];
    const [less] = q?.kind === 'operation' && q.op === '-' ? q.operands : [];
    return p && less ? { rest: p, less } : undefined;
  };
  const plus = (x: Value, y: Value): Value | undefined => operation('+', [x, y]);
  const right = a.kind === 'int' ? split(b) : undefined;
  const first = right && plus(right.less, a);
  if (right && first) return operation(op, [first, right.rest]);
  const left = b.kind === 'int' ? split(a) : undefined;
  const second = left && plus(left.less, b);
  return left && second ? operation(op, [left.rest, second]) : undefined;
}

/** One bit: a power of two, or a constant with a name, as those that are compared so are. */
function isBit(v: Value): boolean {
  return v.kind === 'constant' || (v.kind === 'int' && v.value > 0 && Number.isInteger(Math.log2(v.value)));
}

/** `(x & BIT) == BIT` is whether the bit is set. */
function asBitTest(a: Value, b: Value): Value | undefined {
  const isTest = (v: Value, bit: Value): boolean => isBit(bit) && v.kind === 'operation' && v.op === '&' && v.operands.some(({ key }) => key === bit.key);
  const test = isTest(a, b) ? a : isTest(b, a) ? b : undefined;
  const clear = test && operation('!', [test]);
  return clear && operation('!', [clear]);
}

/** A bit by a number that is too high for the machine's own, or not known. */
function isShiftedBit(v: Value): v is Extract<Value, { kind: 'operation' }> {
  return v.kind === 'operation' && v.op === '<<' && v.operands[0]?.key === '1';
}

function isMask(v: Value): boolean {
  return v.kind === 'int' || v.kind === 'constant' || isShiftedBit(v);
}

/** Whether two masks that differ may have bits in common. */
function mayOverlap(a: Value, b: Value): boolean {
  if (a.kind === 'int' && b.kind === 'int') return (a.value & b.value) !== 0;
  const isUnknown = (v: Value): boolean => isShiftedBit(v) && v.operands[1]?.kind !== 'int';
  return isUnknown(a) || isUnknown(b);
}

/** `b` was or-ed into `a` before. */
function hasBit(a: Value, b: Value): boolean {
  return a.kind === 'operation' && a.op === '|' && a.operands.some((o) => o.key === b.key || hasBit(o, b));
}

/**
 * `flags & mask` where `flags` was made by setting and clearing bits: named bits of different names are different bits.
 * `undefined`: it depends on what `flags` was before.
 */
function bitTest(flags: Value, mask: Value): Value | undefined {
  if (!isMask(mask)) return isMask(flags) && !isMask(mask) ? (mask.kind === 'operation' ? bitTest(mask, flags) : undefined) : undefined;
  if ((flags.kind === 'constant' || isShiftedBit(flags)) && (mask.kind === 'constant' || isShiftedBit(mask))) return flags.key === mask.key ? ONE : mayOverlap(flags, mask) ? undefined : ZERO;
  if (flags.kind !== 'operation') return undefined;
  const [p, q] = flags.operands;
  if (!p || !q) return undefined;
  if (flags.op === '|') {
    const set = isMask(q) ? q : isMask(p) ? p : undefined;
    const rest = set === q ? p : q;
    if (!set) return undefined;
    if (set.key === mask.key) return ONE;
    if (mayOverlap(set, mask)) return undefined;
    return operation('&', [rest, mask]);
  }
  if (flags.op === '&') {
    const cleared = [p, q].find((o) => o.kind === 'operation' && o.op === '~' && o.operands[0] && isMask(o.operands[0]));
    const rest = cleared === q ? p : q;
    const bit = cleared?.kind === 'operation' ? cleared.operands[0] : undefined;
    if (!bit) return undefined;
    if (bit.key === mask.key) return ZERO;
    if (mayOverlap(bit, mask)) return undefined;
    return operation('&', [rest, mask]);
  }
  return undefined;
}

/** Calls `see` for every symbol that `value` is made of. */
/** The function that a symbol is the result of, in this turn of a loop or an earlier one; `undefined` for what is no call's. */
export function calleeOf({ id, origin }: Unknown): string | undefined {
  return origin === 'site' ? /(?:^|>)([A-Za-z_]\w*)@\d+(?:~|$)/.exec(id)?.[1] : undefined;
}

export function eachSymbol(value: Value, see: (symbol: Unknown) => void): void {
  if (value.kind === 'symbol') see(value.symbol);
  else if (value.kind === 'operation') for (const operand of value.operands) eachSymbol(operand, see);
}

export function everySymbol(value: Value, is: (symbol: Unknown) => boolean): boolean {
  if (value.kind === 'symbol') return is(value.symbol);
  return value.kind !== 'operation' || value.operands.every((operand) => everySymbol(operand, is));
}

/** Whether a value is, or is made of, one with these keys. */
export function mentionsOne(value: Value, keys: ReadonlySet<string>): boolean {
  return keys.has(value.key) || (value.kind === 'operation' && value.operands.some((operand) => mentionsOne(operand, keys)));
}

/** Whether a value is, or is made of, this symbol; an address of what is found through it. */
export function mentions(value: Value, id: string): boolean {
  switch (value.kind) {
    case 'symbol': return symbolMentions(value.symbol, id);
    case 'operation': return value.operands.some((operand) => mentions(operand, id));
    case 'address': return isFoundThrough(value.place, id);
    default: return false;
  }
}

/** Whether the way to a place leads through what this symbol stands for. */
export function isFoundThrough(place: string, id: string): boolean {
  const named = `$${id}`;
  for (let at = place.indexOf(named); at >= 0; at = place.indexOf(named, at + 1)) {
    // The name of another symbol may begin with this one's.
    if (!/[\w@~>]/.test(place.charAt(at + named.length))) return true;
  }
  return false;
}

/** Whether a symbol is one of these, or made of one. */
export function isMadeOf(symbol: Unknown, ids: ReadonlySet<string>): boolean {
  return ids.has(symbol.id) || symbol.needs.some((s) => isMadeOf(s, ids));
}

export function mentionsAny(value: Value, ids: ReadonlySet<string>): boolean {
  if (value.kind === 'symbol') return isMadeOf(value.symbol, ids);
  return value.kind === 'operation' && value.operands.some((operand) => mentionsAny(operand, ids));
}

export function symbolMentions(symbol: Unknown, id: string): boolean {
  return symbol.id === id || symbol.needs.some((s) => symbolMentions(s, id));
}
