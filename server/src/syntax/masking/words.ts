/** Words that annotate, types where no grammar expects them, and strings with macros between them. */
import { Kind, Punct } from '../lexer.ts';
import {
  ANNOTATIONS, CALLED_ANNOTATIONS, CLEANUP_WORDS, CONTROL_KEYWORDS, isAllCaps, isPrimitive, looksLikeTypedef, TYPE_KEYWORDS, TYPEOF_WORDS,
} from '../vocabulary.ts';
import type { MaskState } from './state.ts';

/** Words after which a `__name` is the type or the name itself. */
const BEFORE_NAMES: ReadonlySet<string> = new Set([
  'struct', 'union', 'enum', 'const', 'static', 'volatile', 'register', 'extern', 'unsigned', 'signed', 'long', 'short', 'sizeof', 'typedef', 'inline', 'auto',
]);

/** Typedefs that the grammar takes for keywords. */
const GRAMMAR_PRIMITIVE = /^(?:s?size_t|u?int(?:8|16|32|64|ptr)_t|ptrdiff_t|charptr_t|nullptr_t|max_align_t|char(?:8|16|32|64)_t)$/;

/** Operators that look like calls. All but `_Generic` are parsed as calls, whose arguments may be types. */
const CALL_LIKE_OPERATORS: ReadonlySet<string> = new Set(['sizeof', 'offsetof', '__alignof__', '__alignof', '_Alignof', 'alignof', '_alignof']);

/** Handle the identifier at `i`, wherever it stands. */
export function maskWord(state: MaskState, i: number, inParens: boolean): void {
  const word = state.word(i);
  const next = state.kind(i + 1);
  if (next === Punct.openParen) {
    if (CLEANUP_WORDS.has(word)) return maskCleanup(state, i);
    if (CALLED_ANNOTATIONS.has(word)) return maskCalledAnnotation(state, i);
    if (TYPEOF_WORDS.has(word)) return maskTypeof(state, i);
    if (CONTROL_KEYWORDS.has(word) || word === '_Generic') return;
    const close = state.match(i + 1);
    if (close < 0) return;
    if (inParens && (state.kind(i - 1) === Kind.string || state.kind(close + 1) === Kind.string)) {
      // A string made by a macro between strings.
      state.blank(i, close + 1);
      return;
    }
    if (CALL_LIKE_OPERATORS.has(word)) state.disguise(i);
    maskArguments(state, i + 1, close);
    return;
  }
  if (isAnnotation(state, i, word)) {
    state.blank(i, i + 1);
    return;
  }
  // `printk(KERN_INFO PREFIX "…")`, `pr_info(FOO bar("…"))`
  if (inParens && next === Kind.identifier && isAllCaps(word) && state.kind(i - 1) !== Kind.identifier && !isAnnotationWord(state.word(i + 1))) {
    const before = state.kind(i - 1);
    if (before === Punct.openParen || before === Punct.comma || before === Kind.string) state.blank(i, i + 1);
  }
}

function isAnnotationWord(word: string): boolean {
  return ANNOTATIONS.has(word) || CALLED_ANNOTATIONS.has(word);
}

function isAnnotation(state: MaskState, i: number, word: string): boolean {
  const previous = state.kind(i - 1);
  const next = state.kind(i + 1);
  const previousWord = previous === Kind.identifier ? state.word(i - 1) : '';
  if (ANNOTATIONS.has(word)) {
    if (next === Kind.identifier) return true;
    // `struct { … } __packed *p;`
    if (previous === Punct.closeBrace) return next === Punct.star || next === Punct.semicolon || next === Punct.equals;
    if (previous === Kind.identifier) return !CONTROL_KEYWORDS.has(previousWord) && !(BEFORE_NAMES.has(previousWord) && next !== Punct.star && next !== Punct.closeParen);
    if (next === Punct.star) return previous === Punct.star || previous === Punct.closeParen || previous === Punct.openParen || previous === Punct.comma;
    if (previous === Punct.star) return next === Punct.closeParen || next === Punct.comma || next === Punct.openParen;
    return (previous === Punct.closeParen || previous === Punct.closeBracket) && (next === Punct.semicolon || next === Punct.equals || next === Punct.comma);
  }
  if (!word.startsWith('__') || word === '__auto_type') return false;
  // By position: two words in a row are a declaration, and the middle one of three neither its type nor its name.
  if (previous === Kind.identifier) {
    if (CONTROL_KEYWORDS.has(previousWord) || BEFORE_NAMES.has(previousWord) || isAllCaps(previousWord) || looksLikeTypedef(word) || ANNOTATIONS.has(previousWord)) return false;
    return next === Kind.identifier || next === Punct.star;
  }
  return previous === Punct.star && next === Kind.identifier && !looksLikeTypedef(word) && !BEFORE_NAMES.has(state.word(i + 1));
}

function maskCalledAnnotation(state: MaskState, i: number): void {
  const close = state.match(i + 1);
  if (close < 0) return;
  for (let k = i + 2; k < close; k++) {
    const word = state.word(k);
    if ((word === 'cleanup' || word === '__cleanup__') && state.kind(k + 1) === Punct.openParen) noteCleanup(state, i, close, state.word(k + 2));
  }
  state.blank(i, close + 1);
}

function maskCleanup(state: MaskState, i: number): void {
  const close = state.match(i + 1);
  if (close < 0) return;
  const argument = state.word(i + 2);
  noteCleanup(state, i, close, state.word(i) === '__free' ? `free:${argument}` : argument);
  state.blank(i, close + 1);
}

/** Remember a cleanup at the name it belongs to: the one before the annotation, or the one declared behind it. */
function noteCleanup(state: MaskState, i: number, close: number, cleanup: string): void {
  const behind = state.kind(close + 1);
  if (behind === Kind.identifier || behind === Punct.star) {
    for (let k = close + 1; k < state.last && state.kind(k) !== Punct.semicolon; k++) {
      const next = state.kind(k + 1);
      if (state.kind(k) === Kind.identifier && !isAnnotationWord(state.word(k)) && (next === Punct.equals || next === Punct.semicolon || next === Punct.comma || next === Punct.openBracket)) {
        state.note(k, { kind: 'cleanup', cleanup });
        return;
      }
    }
    // Another annotation follows: the name stands before.
  }
  let k = i - 1;
  for (;;) {
    while (state.kind(k) === Punct.closeBracket && state.match(k) >= 0) k = state.match(k) - 1;
    if (state.kind(k) === Punct.closeParen && state.match(k) >= 0) k = state.match(k) - 1;
    else if (state.kind(k) === Kind.identifier && isAnnotationWord(state.word(k))) k--;
    else break;
  }
  if (state.kind(k) === Kind.identifier) state.note(k, { kind: 'cleanup', cleanup });
}

/** `typeof(x)` → `int`, which the grammar never takes for an expression. */
function maskTypeof(state: MaskState, i: number): void {
  const close = state.match(i + 1);
  if (close < 0) return;
  state.rewrite(i, 'int');
  state.blank(i + 1, close + 1);
  state.note(i, { kind: 'type-name', end: state.end(close) });
}

/** Rewrite what no expression grammar accepts among the arguments between the parentheses `open` and `close`. */
export function maskArguments(state: MaskState, open: number, close: number): void {
  let from = open + 1;
  for (let i = from; i <= close; i++) {
    const kind = state.kind(i);
    if (i === close || kind === Punct.comma) {
      maskArgument(state, from, i, open, close);
      from = i + 1;
    } else if (kind === Punct.openParen || kind === Punct.openBracket || kind === Punct.openBrace) {
      const partner = state.match(i);
      if (partner > i && partner < close) i = partner;
    }
  }
}

function maskArgument(state: MaskState, from: number, to: number, open: number, close: number): void {
  if (from >= to) {
    // An empty argument.
    if (open + 1 < close) state.fillBefore(to, '0');
    return;
  }
  const first = state.word(from);
  if (isTypeArgument(state, from, to)) {
    state.note(from, { kind: 'type', end: state.end(to - 1) });
    state.disguise(from);
    state.blank(from + 1, to);
    return;
  }
  if (first === 'return' || first === 'goto' || first === 'break' || first === 'continue') {
    let end = to;
    while (end > from + 1 && state.kind(end - 1) === Punct.semicolon) end--;
    const hasOperand = end > from + 1;
    state.note(hasOperand ? from + 1 : from, {
      kind: 'jump', keyword: first, end: state.end(end - 1), label: first === 'goto' ? state.word(from + 1) : undefined, hasValue: first === 'return' && hasOperand,
    });
    if (hasOperand) state.blank(from, from + 1);
    else state.disguise(from);
    state.blank(end, to);
    return;
  }
  if (to - from === 1 && isOperator(state.kind(from))) {
    // `check(a, ==, b)`
    state.note(from, { kind: 'type', end: state.end(from) });
    state.rewrite(from, '0');
    return;
  }
  for (let i = from; i < to; i++) {
    const kind = state.kind(i);
    if (kind === Punct.openParen || kind === Punct.openBracket || kind === Punct.openBrace) i = Math.max(i, state.match(i));
    // Statements as an argument (`___wait_event(…, unlock(); schedule(); lock())`): one after the other is what a comma means.
    else if (kind === Punct.semicolon) state.rewrite(i, i + 1 < to ? ',' : ' ');
  }
}

function isOperator(kind: number): boolean {
  return kind === Kind.operator || kind === Kind.and || kind === Kind.or || kind === Kind.arrow || kind === Punct.less || kind === Punct.greater || kind === Punct.plus
    || kind === Punct.minus || kind === Punct.star || kind === Punct.slash || kind === Punct.percent || kind === Punct.ampersand || kind === Punct.pipe || kind === Punct.caret
    || kind === Punct.equals || kind === Punct.bang || kind === Punct.tilde;
}

/** Whether the argument is a type (or a declaration): `struct foo *`, `unsigned long`, `foo_t *`. */
function isTypeArgument(state: MaskState, from: number, to: number): boolean {
  const first = state.word(from);
  if (first === '') return false;
  if (TYPE_KEYWORDS.has(first) || isPrimitive(first) || GRAMMAR_PRIMITIVE.test(first)) return true;
  if (TYPEOF_WORDS.has(first) && state.kind(from + 1) === Punct.openParen) return state.match(from + 1) >= 0;
  if (to - from === 1) return looksLikeTypedef(first) && !first.endsWith('_t');
  if (CONTROL_KEYWORDS.has(first) || first === 'sizeof') return false;
  // `foo_t *`, `foo_t __user **`
  let i = from + 1;
  let stars = 0;
  for (; i < to; i++) {
    if (state.kind(i) === Punct.star) stars++;
    else if (!(state.kind(i) === Kind.identifier && (isAnnotationWord(state.word(i)) || state.word(i) === 'const'))) break;
  }
  if (i === to) return stars > 0 || ANNOTATIONS.has(state.word(from + 1));
  // `u32 x`: two words in a row; but `KERN_INFO "…"` and `PREFIX NAME "…"` are strings.
  return state.kind(from + 1) === Kind.identifier && !isAllCaps(first) && i === from + 1;
}

/** `(pte_t)-x`, `(gfp_t)(x)`: the type's name becomes `int`, which makes the cast plain. `open` is the `(`. */
export function maskCast(state: MaskState, open: number): void {
  if (state.kind(open + 1) !== Kind.identifier || state.kind(open + 2) !== Punct.closeParen) return;
  const name = state.word(open + 1);
  if (name.length < 3 || !looksLikeTypedef(name) || GRAMMAR_PRIMITIVE.test(name)) return;
  const previous = state.kind(open - 1);
  if (previous === Punct.closeParen || previous === Punct.closeBracket) return;
  if (previous === Kind.identifier && !CONTROL_KEYWORDS.has(state.word(open - 1))) return;
  const next = state.kind(open + 3);
  const isOperand = next === Kind.identifier || next === Kind.number || next === Punct.openParen || next === Punct.star || next === Punct.ampersand || next === Punct.minus
    || next === Punct.plus || next === Punct.tilde || next === Punct.bang || next === Kind.string || next === Kind.character || next === Punct.openBrace;
  if (!isOperand) return;
  state.rewrite(open + 1, 'int');
  state.note(open + 1, { kind: 'type-name', end: state.end(open + 1) });
}

const NUMBER = /^(?:0[xX][\da-fA-F]+|0[bB][01]+|\d+)[uUlL]*$|^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFlL]?$/;

/** `32BIT_MODE`, which a macro pastes to a name, is a number to the preprocessor and nothing to C. */
export function maskNumber(state: MaskState, i: number): void {
  const text = state.text.slice(state.start(i), state.end(i));
  if (text.length < 2 || NUMBER.test(text)) return;
  state.rewrite(i, '0');
  state.note(i, { kind: 'type', end: state.end(i) });
}
