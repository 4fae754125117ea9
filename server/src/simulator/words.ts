/** Words in memory, and their bits by number, that functions read and change at once: values like any other, so that what was set is found set. */
import type { BitFunction } from '../kernel/words.ts';
import type { Span } from '../syntax/ast.ts';
import { freshAt, type Frame, type Outcome } from './frame.ts';
import { load, pointedTo, symbolsOf } from './places.ts';
import { type State, withValue } from './state.ts';
import { ONE, operation, type Value } from './value.ts';

/**
 * @param args the bit's number, the word's address, and for `assign` what the bit is to be
 * @returns `undefined` where it is no such call
 */
export function bitCall(f: Frame, s: State, { change, tells }: BitFunction, args: readonly Value[], span: Span): Outcome | undefined {
  const [number, pointer, given] = args;
  if (!number || !pointer || pointer.kind === 'int') return undefined;
  const place = pointedTo(pointer);
  const old = load(s, place, symbolsOf(pointer));
  const mask = operation('<<', [ONE, number]);
  const before = mask && operation('&', [old, mask]);
  const word = mask && after(change, old, mask, given);
  // Of what can't be followed it is unknown what it is now.
  const unknown = (state: State, what: string): Outcome => freshAt(state, f, span, what);
  let state = s;
  if (change !== 'keep') {
    const made = word ? { state, value: word } : unknown(state, 'word');
    state = withValue(made.state, place, made.value);
  }
  return tells && before ? { state, value: before } : unknown(state, 'bit');
}

/** `undefined` where an address is put there, which code that can't be seen may follow. */
export function exchangeCall(s: State, args: readonly Value[]): Outcome | undefined {
  const [pointer, value] = args;
  if (pointer?.kind !== 'address' || !value || (value.kind !== 'int' && value.kind !== 'constant')) return undefined;
  return { state: withValue(s, pointer.place, value), value: load(s, pointer.place, symbolsOf(pointer)) };
}

function after(change: BitFunction['change'], old: Value, mask: Value, given: Value | undefined): Value | undefined {
  const others = withoutBit(old, mask);
  const clear = (): Value | undefined => {
    const rest = operation('~', [mask]);
    return others.key === '0' ? others : rest && operation('&', [others, rest]);
  };
  const set = (): Value | undefined => operation('|', [others, mask]);
  switch (change) {
    case 'keep': return old;
    case 'set': return set();
    case 'clear': return clear();
    case 'assign': return given?.kind !== 'int' ? undefined : given.value === 0 ? clear() : set();
    case 'flip': return undefined;
  }
}

/** `word` before `mask` was set or cleared in it: in a loop that does so again and again, it comes back to one form. */
function withoutBit(word: Value, mask: Value): Value {
  if (word.kind !== 'operation' || (word.op !== '|' && word.op !== '&')) return word;
  const isIt = (v: Value): boolean => v.key === (word.op === '|' ? mask.key : `(~ ${mask.key})`);
  return word.operands.some(isIt) ? word.operands.find((v) => !isIt(v)) ?? word : word;
}
