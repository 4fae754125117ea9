/** Functions that read and change words in memory at once, as data: bits by their number, counters, exchanges, and maps of bits. */

/** One bit of a word: `f(number, address)` (include/linux/bitops.h, include/asm-generic/bitops/, Documentation/atomic_bitops.txt). */
export interface BitFunction {
  /** What becomes of the bit; `assign` takes it from a third argument, `keep` leaves it. */
  readonly change: 'keep' | 'set' | 'clear' | 'flip' | 'assign';
  /** The bit as it was before is the result. */
  readonly tells: boolean;
}

const BITS = new Map<string, BitFunction>();

function bits(names: string, change: BitFunction['change'], tells: boolean): void {
  for (const name of names.split(' ')) BITS.set(name, { change, tells });
}

bits('test_bit test_bit_acquire _test_bit _test_bit_acquire __test_bit ___test_bit arch_test_bit arch_test_bit_acquire arch___test_bit', 'keep', true);
bits('set_bit __set_bit', 'set', false);
bits('clear_bit __clear_bit clear_bit_unlock __clear_bit_unlock', 'clear', false);
bits('change_bit __change_bit', 'flip', false);
bits('assign_bit __assign_bit', 'assign', false);
bits('test_and_set_bit __test_and_set_bit test_and_set_bit_lock', 'set', true);
bits('test_and_clear_bit __test_and_clear_bit', 'clear', true);
bits('test_and_change_bit __test_and_change_bit', 'flip', true);

export function bitFunction(name: string): BitFunction | undefined {
  return BITS.get(name);
}

/** An argument (0-based), or a number. */
export type Operand = { readonly argument: number } | { readonly number: number };

/** A whole word (Documentation/atomic_t.txt; include/linux/atomic/atomic-instrumented.h, refcount.h, asm-generic/local.h). */
export interface WordFunction {
  /** The argument that points to the word. */
  readonly word: number;
  /** `blur`: something of it is changed. */
  readonly change: 'keep' | 'put' | 'add' | 'subtract' | 'or' | 'and' | 'clear' | 'flip' | 'blur';
  readonly by: Operand;
  /** Only then is it changed; `at`: what the argument points to, which is given what there is where they differ. */
  readonly when?: { readonly old: 'equals' | 'differs'; readonly from: Operand; readonly at?: true } | { readonly old: 'negative' | 'not-negative' | 'positive' | 'not-positive' };
  /** The result: the word as it was, or is now; whether that is zero, or below; whether it was changed. `less`: what it would be. */
  readonly gives: 'nothing' | 'old' | 'new' | 'zero' | 'negative' | 'changed' | 'less';
  /** It counts those who use something: where others may count, nothing is known of it. */
  readonly countsUsers?: true;
}

const WORDS = new Map<string, WordFunction>();

const ORDERS = ['', '_acquire', '_release', '_relaxed'];

const ONE: Operand = { number: 1 };
const first: Operand = { argument: 0 };
const second: Operand = { argument: 1 };
const third: Operand = { argument: 2 };

function words(names: readonly string[], does: Partial<WordFunction> & Pick<WordFunction, 'change' | 'gives'>): void {
  for (const name of names) for (const order of ORDERS) WORDS.set(`${name}${order}`, { word: 0, by: ONE, ...does });
}

const EXCHANGES = ['', 'atomic_', 'atomic64_', 'atomic_long_', 'local_', 'local64_'];
words(EXCHANGES.map((kind) => `${kind}xchg`), { change: 'put', by: second, gives: 'old' });
words([...EXCHANGES.map((kind) => `${kind}cmpxchg`), 'cmpxchg64', 'cmpxchg_local', 'cmpxchg64_local', 'sync_cmpxchg'], { change: 'put', by: third, when: { old: 'equals', from: second }, gives: 'old' });
words([...EXCHANGES.map((kind) => `${kind}try_cmpxchg`), 'try_cmpxchg64', 'try_cmpxchg_local', 'sync_try_cmpxchg'], { change: 'put', by: third, when: { old: 'equals', from: second, at: true }, gives: 'changed' });

for (const kind of EXCHANGES.slice(1)) {
  const named = (...names: readonly string[]): readonly string[] => names.map((name) => `${kind}${name}`);
  words(named('read'), { change: 'keep', gives: 'old' });
  words(named('set'), { change: 'put', by: second, gives: 'nothing' });
  for (const [name, change] of [['add', 'add'], ['sub', 'subtract'], ['or', 'or'], ['and', 'and'], ['andnot', 'clear'], ['xor', 'flip']] as const) {
    words(named(name), { word: 1, change, by: first, gives: 'nothing' });
    words(named(`fetch_${name}`), { word: 1, change, by: first, gives: 'old' });
    words(named(`${name}_return`), { word: 1, change, by: first, gives: 'new' });
  }
  for (const [name, change] of [['inc', 'add'], ['dec', 'subtract']] as const) {
    words(named(name), { change, gives: 'nothing' });
    words(named(`fetch_${name}`), { change, gives: 'old' });
    words(named(`${name}_return`), { change, gives: 'new' });
  }
  words(named('inc_and_test'), { change: 'add', gives: 'zero' });
  words(named('dec_and_test'), { change: 'subtract', gives: 'zero', countsUsers: true });
  words(named('sub_and_test'), { word: 1, change: 'subtract', by: first, gives: 'zero', countsUsers: true });
  words(named('add_negative'), { word: 1, change: 'add', by: first, gives: 'negative' });
  words(named('add_unless'), { change: 'add', by: second, when: { old: 'differs', from: third }, gives: 'changed' });
  words(named('fetch_add_unless'), { change: 'add', by: second, when: { old: 'differs', from: third }, gives: 'old' });
  words(named('inc_not_zero'), { change: 'add', when: { old: 'differs', from: { number: 0 } }, gives: 'changed' });
  words(named('inc_unless_negative'), { change: 'add', when: { old: 'not-negative' }, gives: 'changed' });
  words(named('dec_unless_positive'), { change: 'subtract', when: { old: 'not-positive' }, gives: 'changed' });
  words(named('dec_if_positive'), { change: 'subtract', when: { old: 'positive' }, gives: 'less' });
}

const USERS = { countsUsers: true } as const;
words(['refcount_read'], { change: 'keep', gives: 'old', ...USERS });
words(['refcount_set'], { change: 'put', by: second, gives: 'nothing', ...USERS });
words(['refcount_inc'], { change: 'add', gives: 'nothing', ...USERS });
words(['refcount_dec'], { change: 'subtract', gives: 'nothing', ...USERS });
words(['refcount_inc_not_zero'], { change: 'add', when: { old: 'differs', from: { number: 0 } }, gives: 'changed', ...USERS });
words(['refcount_dec_not_one'], { change: 'subtract', when: { old: 'differs', from: { number: 1 } }, gives: 'changed', ...USERS });
words(['refcount_dec_if_one'], { change: 'subtract', when: { old: 'equals', from: { number: 1 } }, gives: 'changed', ...USERS });
words(['refcount_dec_and_test'], { change: 'subtract', gives: 'zero', ...USERS });
words(['refcount_add'], { word: 1, change: 'add', by: first, gives: 'nothing', ...USERS });
words(['refcount_sub_and_test'], { word: 1, change: 'subtract', by: first, gives: 'zero', ...USERS });
// Of a map of bits, all that is known together is that there is none in it (include/linux/bitmap.h).
words(['bitmap_zero'], { change: 'put', by: { number: 0 }, gives: 'nothing' });
// Declared so, it may be full of zeroes (include/linux/types.h).
words(['DECLARE_BITMAP', 'bitmap_fill', 'bitmap_set', 'bitmap_clear', 'bitmap_copy', 'bitmap_or', 'bitmap_xor', 'bitmap_complement', 'bitmap_and', 'bitmap_andnot'], { change: 'blur', gives: 'nothing' });

export function wordFunction(name: string): WordFunction | undefined {
  return WORDS.get(name);
}

/** What is asked of a map of bits as a whole (include/linux/bitmap.h, find.h, bitops.h); `none`: whether it is empty, `some`: how many are in it, `where`: the number of one, or the second argument. */
const ABOUT_MAPS = new Map<string, 'none' | 'some' | 'where' | 'other'>([
  ['bitmap_empty', 'none'], ['bitmap_weight', 'some'], ['find_first_bit', 'where'], ['_find_first_bit', 'where'], ['find_last_bit', 'where'], ['_find_last_bit', 'where'],
  ...['bitmap_full', 'bitmap_equal', 'bitmap_intersects', 'bitmap_subset', 'find_next_bit', '_find_next_bit', 'find_first_zero_bit', 'find_next_zero_bit', 'find_nth_bit'].map((name) => [name, 'other'] as const),
]);

export function asksMap(name: string): 'none' | 'some' | 'where' | 'other' | undefined {
  return ABOUT_MAPS.get(name);
}

/** The argument that points to what the function `name` changes; `undefined` for one that changes no word. (memset() changes more, and no less.) */
export function changedWord(name: string): number | undefined {
  if (name === 'memset') return 0;
  const bit = BITS.get(name);
  if (bit) return bit.change === 'keep' ? undefined : 1;
  const word = WORDS.get(name);
  return word && word.change !== 'keep' ? word.word : undefined;
}
