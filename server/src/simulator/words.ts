/** Words in memory, and their bits by number, that functions read and change at once: values like any other, so that what was set is found set. */
import type { asksMap, BitFunction, Operand, WordFunction } from '../kernel/words.ts';
import type { Span } from '../syntax/ast.ts';
import { counted } from './counting.ts';
import { assume, truth } from './facts.ts';
import { freshAt, type Frame, type Outcome } from './frame.ts';
import { isLocalPlace, load, pointedTo, symbolsOnWay } from './places.ts';
import { isPlaceWithin, type State, withTrace, withValue } from './state.ts';
import { eachSymbol, int, ONE, operation, type Value, ZERO } from './value.ts';

/**
 * @param args the bit's number, the word's address, and for `assign` what the bit is to be
 * @returns `undefined` where it is no such call
 */
export function bitCall(f: Frame, s: State, { change, tells }: BitFunction, args: readonly Value[], span: Span): Outcome | undefined {
  const [number, pointer, given] = args;
  if (!number || !pointer || pointer.kind === 'int') return undefined;
  const place = pointedTo(pointer);
  const old = load(s, place, symbolsOnWay(pointer));
  const mask = operation('<<', [ONE, number]);
  const before = mask && operation('&', [old, mask]);
  const word = mask && after(change, old, mask, given, before && truth(before, s.facts));
  // Of what can't be followed it is unknown what it is now.
  const unknown = (state: State, what: string): Outcome => freshAt(state, f, span, what);
  let state = s;
  if (change !== 'keep') {
    const made = word ? { state, value: word } : unknown(state, BLURRED);
    state = withValue(made.state, place, made.value);
  }
  return tells && before ? { state, value: before } : unknown(state, 'bit');
}

/** Names what a word is that was changed in a way that can't be followed. */
export const BLURRED = 'word';

/** It hangs on such a word, so that it may hang together with anything. */
export function isBlurred(value: Value): boolean {
  let is = false;
  eachSymbol(value, ({ id, origin }) => { is ||= origin === 'site' && new RegExp(`(^|>)${BLURRED}@`).test(id); });
  return is;
}

/** A word changed, and what the function gives: the state is the one before that. */
export interface Changed extends Outcome {
  /** What the word is from then on; absent where it stays. */
  readonly word?: Value;
}

/**
 * What a function does with the word that it is given the address of: in one way, or in two where it hangs on what is there.
 * @param maySeeAll those who use something are counted here alone, as far as that matters
 * @returns `undefined` where others may count there, or nothing can be told
 */
export function wordCall(f: Frame, s: State, does: WordFunction, args: readonly Value[], span: Span, maySeeAll: boolean): readonly Changed[] | undefined {
  const pointer = args[does.word];
  const by = operandOf(does.by, args);
  if (!pointer || !by || pointer.kind === 'int') return undefined;
  const place = pointedTo(pointer);
  if (does.countsUsers && !maySeeAll && !isOwnVariable(s, place)) return undefined;
  const old = load(s, place, symbolsOnWay(pointer));
  // What nobody here has written is asked like anything else.
  if (does.change === 'keep') return old.kind === 'int' || s.env.has(place) || isLocalPlace(place) ? [{ state: s, value: old }] : undefined;
  const condition = conditionOf(s, does, old, args);
  if (condition === 'unknown') return undefined;
  const other = does.when && 'at' in does.when ? args[1] : undefined;
  return [true, false].flatMap((isChanged): readonly Changed[] => {
    const facts = condition ? assume(condition, isChanged, s.facts) : isChanged ? s.facts : undefined;
    if (!facts) return [];
    let state = condition && facts !== s.facts ? withTrace({ ...s, facts }, undefined, { kind: 'assumed', value: condition, holds: isChanged }) : s;
    let word = old;
    if (isChanged) ({ state, value: word } = changed(f, state, does.change, old, by, span));
    else if (other) state = withValue(state, pointedTo(other), old);
    return [given(f, state, does, { old, word, isChanged }, span)];
  });
}

/** Nobody else counts in a variable whose address was not given away. */
function isOwnVariable(s: State, place: string): boolean {
  return isLocalPlace(place) && ![...s.escaped].some((escaped) => isPlaceWithin(place, escaped));
}

function operandOf(operand: Operand, args: readonly Value[]): Value | undefined {
  return 'number' in operand ? int(operand.number) : args[operand.argument];
}

/** Whether the word is changed, as a value; `undefined` where it is in any case. */
function conditionOf(s: State, { when }: WordFunction, old: Value, args: readonly Value[]): Value | undefined | 'unknown' {
  if (!when) return undefined;
  if ('from' in when) {
    const operand = operandOf(when.from, args);
    const compared = operand && when.at ? load(s, pointedTo(operand), symbolsOnWay(operand)) : operand;
    const equal = compared && operation('==', [old, compared]);
    return (when.old === 'equals' ? equal : equal && operation('!', [equal])) ?? 'unknown';
  }
  const [low, high]: readonly [Value, Value] = when.old === 'negative' || when.old === 'not-negative' ? [old, ZERO] : [ZERO, old];
  const is = operation('<', [low, high]);
  return (when.old === 'negative' || when.old === 'positive' ? is : is && operation('!', [is])) ?? 'unknown';
}

function changed(f: Frame, s: State, change: WordFunction['change'], old: Value, by: Value, span: Span): Outcome {
  switch (change) {
    case 'keep': return { state: s, value: old };
    case 'put': return { state: s, value: by };
    case 'blur': return freshAt(s, f, span, BLURRED);
    case 'add':
    case 'subtract': return by.kind === 'int' ? counted(f, s, span, old, change === 'add' ? by.value : -by.value) : freshAt(s, f, span, BLURRED);
    default: {
      const word = change === 'or' ? after('set', old, by) : change === 'clear' ? after('clear', old, by) : operation(change === 'and' ? '&' : '^', [old, by]);
      return word ? { state: s, value: word } : freshAt(s, f, span, BLURRED);
    }
  }
}

function given(f: Frame, s: State, { gives, when }: WordFunction, { old, word, isChanged }: { readonly old: Value; readonly word: Value; readonly isChanged: boolean }, span: Span): Changed {
  const result = (): Value | undefined => {
    switch (gives) {
      case 'nothing': return ZERO;
      case 'old': return old;
      case 'new': return word;
      case 'zero': return operation('==', [word, ZERO]);
      case 'negative': return operation('<', [word, ZERO]);
      case 'changed': return int(isChanged ? 1 : 0);
      case 'less': return isChanged ? word : operation('+', [old, int(-1)]);
    }
  };
  const value = result();
  const told = value ? { state: s, value } : freshAt(s, f, span, 'told');
  // What was found there and left is known to be there.
  return isChanged || when ? { ...told, word } : told;
}

/** What is known of a map of bits as a whole; `undefined` where this path has not written to it, and `unknown` where it has, but no more can be told. */
export function mapCall(f: Frame, s: State, asks: NonNullable<ReturnType<typeof asksMap>>, args: readonly Value[], span: Span): Outcome | 'unknown' | undefined {
  const [pointer, size] = args;
  const place = pointer && pointer.kind !== 'int' ? pointedTo(pointer) : undefined;
  const word = place === undefined ? undefined : s.env.get(place);
  if (!word) return undefined;
  const isSome = truth(word, s.facts);
  if (isSome === undefined || asks === 'other') return 'unknown';
  if (asks === 'none') return { state: s, value: int(isSome ? 0 : 1) };
  if (asks === 'some' && !isSome) return { state: s, value: ZERO };
  if (!isSome) return size && { state: s, value: size };
  const fresh = freshAt(s, f, span, 'map');
  const isIn = asks === 'where' ? size && operation('<', [fresh.value, size]) : operation('<', [ZERO, fresh.value]);
  const facts = isIn && assume(isIn, true, fresh.state.facts);
  return facts ? { ...fresh, state: { ...fresh.state, facts } } : 'unknown';
}

/** @param given what `assign` makes it @param isSet as far as that is known */
function after(change: BitFunction['change'], old: Value, mask: Value, given?: Value, isSet?: boolean): Value | undefined {
  const others = withoutBit(old, mask);
  const clear = (): Value | undefined => {
    if (others.kind === 'int' && mask.kind === 'int') return int(others.value & ~mask.value);
    const rest = operation('~', [mask]);
    return others.key === '0' ? others : rest && operation('&', [others, rest]);
  };
  const set = (): Value | undefined => operation('|', [others, mask]);
  switch (change) {
    case 'keep': return old;
    case 'set': return set();
    case 'clear': return clear();
    case 'assign': return given?.kind !== 'int' ? undefined : given.value === 0 ? clear() : set();
    case 'flip': return isSet === undefined ? undefined : isSet ? clear() : set();
  }
}

/** `word` before `mask` was set or cleared in it: in a loop that does so again and again, it comes back to one form. */
function withoutBit(word: Value, mask: Value): Value {
  if (word.kind !== 'operation' || (word.op !== '|' && word.op !== '&')) return word;
  const isIt = (v: Value): boolean => v.key === (word.op === '|' ? mask.key : `(~ ${mask.key})`);
  return word.operands.some(isIt) ? word.operands.find((v) => !isIt(v)) ?? word : word;
}
