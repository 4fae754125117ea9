/** Statements that only the preprocessor or GNU C knows. */
import { Kind, Punct } from '../lexer.ts';
import { ANNOTATIONS, ASM_WORDS, CALLED_ANNOTATIONS, CLEANUP_WORDS, CONTROL_KEYWORDS, MODIFIER_WORDS, TYPE_KEYWORDS, TYPEOF_WORDS } from '../vocabulary.ts';
import { maskArguments } from './words.ts';
import type { MaskState } from './state.ts';

/** Handle token `i`, with which a statement starts. */
export function maskStatementStart(state: MaskState, i: number): void {
  const word = state.word(i);
  if (word === '') return;
  const next = state.kind(i + 1);
  switch (word) {
    case 'case':
      return maskCase(state, i);
    case 'default':
      if (next === Punct.colon) state.labelColons.add(i + 1);
      return;
    case 'goto':
      if (next === Punct.star) {
        state.blank(i, i + 1);
        state.note(i + 1, { kind: 'computed-goto' });
      }
      return;
    case '__label__': {
      let end = i;
      while (end < state.last && state.kind(end) !== Punct.semicolon && state.kind(end) !== Punct.closeBrace) end++;
      state.blank(i, end);
      return;
    }
    case 'auto':
      if (next === Kind.identifier && state.kind(i + 2) === Punct.equals) {
        state.rewrite(i, 'int');
        state.note(i, { kind: 'type-name', end: state.end(i) });
      }
      return;
    case 'static':
      // `static DEFINE_MUTEX(x);`
      if (next === Kind.identifier && state.kind(i + 2) === Punct.openParen && !TYPEOF_WORDS.has(state.word(i + 1)) && !CALLED_ANNOTATIONS.has(state.word(i + 1))) state.blank(i, i + 1);
      return;
  }
  if (CONTROL_KEYWORDS.has(word)) return;
  if (ASM_WORDS.has(word)) return maskAsm(state, i);
  if (next === Punct.colon) {
    state.rewrite(i + 1, ';');
    state.labelColons.add(i + 1);
    state.note(i, { kind: 'label', end: state.end(i) });
    return;
  }
  if (next === Punct.openParen) maskMacroStatement(state, i, word);
  else if (next === Kind.identifier && !TYPE_KEYWORDS.has(word) && !MODIFIER_WORDS.has(word) && state.startsLine(i + 1) && state.indentation(i + 1) <= state.indentation(i)) state.fillBefore(i + 1, ';');
}

/** `case A ... B:` keeps `A`. */
function maskCase(state: MaskState, i: number): void {
  let questions = 0;
  let ellipsis = -1;
  for (let k = i + 1; k < state.last; k++) {
    const kind = state.kind(k);
    if (kind === Punct.openParen || kind === Punct.openBracket) k = Math.max(k, state.match(k));
    else if (kind === Punct.question) questions++;
    else if (kind === Kind.ellipsis) ellipsis = k;
    else if (kind === Punct.semicolon || kind === Punct.openBrace || kind === Punct.closeBrace) return;
    else if (kind === Punct.colon && questions-- === 0) {
      state.labelColons.add(k);
      if (ellipsis >= 0) {
        state.blank(ellipsis, k);
        state.note(i, { kind: 'range' });
      }
      return;
    }
  }
}

/** `NAME(…)` at the start of a statement: a call, a macro with a body, or a macro without its semicolon. */
function maskMacroStatement(state: MaskState, i: number, word: string): void {
  if (TYPEOF_WORDS.has(word) || CALLED_ANNOTATIONS.has(word) || CLEANUP_WORDS.has(word) || ANNOTATIONS.has(word)) return;
  const close = state.match(i + 1);
  if (close < 0) return;
  const after = close + 1;
  const kind = state.kind(after);
  if (kind === Punct.openBrace) return maskBlock(state, i, close);
  if (kind === Punct.semicolon) {
    if (looksLikeParameters(state, i + 2, close)) forceExpression(state, i);
    return;
  }
  if (kind === Punct.closeBrace) {
    if (!state.fillBefore(after, ';')) forceExpression(state, i);
    return;
  }
  if (kind === Punct.equals && state.kind(after + 1) === Punct.openBrace && state.match(after + 1) > 0) {
    // `DECLARE_BITMAP(map, N) = { 0 };`
    state.blank(after, state.match(after + 1) + 1);
    return;
  }
  const startsLine = state.startsLine(after);
  if (kind !== Kind.identifier) {
    // `for_each_x(…)` and, on a line of its own further in, `*p = 0;`
    if (startsLine && state.indentation(after) > state.indentation(i) && mayStartStatement(state, after, word)) maskBlock(state, i, close);
    return;
  }
  const nextWord = state.word(after);
  if (nextWord === 'else' || CALLED_ANNOTATIONS.has(nextWord) || ANNOTATIONS.has(nextWord)) return;
  if (startsLine && state.indentation(after) <= state.indentation(i)) {
    // A macro that brings its own semicolon.
    if (!state.fillBefore(after, ';')) forceExpression(state, i);
    return;
  }
  const behind = state.kind(after + 1);
  if (!startsLine && !CONTROL_KEYWORDS.has(nextWord) && !word.includes('each') && (behind === Punct.semicolon || behind === Punct.equals || behind === Punct.openBracket)) {
    // `TYPE_OF(x) name = …`
    if (word.length < 3) return;
    state.rewrite(i, 'int');
    state.blank(i + 1, after);
    state.note(i, { kind: 'type-name', end: state.end(close) });
    return;
  }
  maskBlock(state, i, close);
}

/** Whether a token that is no word, behind `NAME(…)`, starts a statement rather than goes on with an expression. */
function mayStartStatement(state: MaskState, i: number, macro: string): boolean {
  const kind = state.kind(i);
  if (kind === Punct.star) return true;
  if (kind === Punct.openParen) return macro.includes('each');
  return kind === Kind.operator && /^(?:\+\+|--)/.test(state.text.slice(state.start(i), state.end(i)));
}

/** Whether the one argument between `from` and `close` is a call with a product inside: `g(a * b(c), D)`, to the grammar also a type. */
function looksLikeParameters(state: MaskState, from: number, close: number): boolean {
  if (state.kind(from) !== Kind.identifier || state.kind(from + 1) !== Punct.openParen || state.match(from + 1) !== close - 1) return false;
  for (let i = from + 2; i < close; i++) if (state.kind(i) === Punct.star) return true;
  return false;
}

/** A unary plus before a call makes its statement an expression. */
function forceExpression(state: MaskState, i: number): void {
  const at = state.start(i) - 1;
  if (i <= state.first || !isWhite(state.text.charCodeAt(at))) return;
  state.gaps.set(at, '+');
  state.notes.set(at, { kind: 'forced' });
}

function isWhite(code: number): boolean {
  return code === 32 || code === 9;
}

/** `NAME(…) body` → `while (…) body`. */
function maskBlock(state: MaskState, i: number, close: number): void {
  state.headEnds.add(close);
  standIn(state, i, close, false);
}

/** Behind the `}` at `close` of a `do` body: `NAME(…)` in place of `while (…)`. */
export function maskDoEnd(state: MaskState, close: number): void {
  const name = close + 1;
  const word = state.word(name);
  if (word === '' || word === 'while' || CONTROL_KEYWORDS.has(word) || state.kind(name + 1) !== Punct.openParen) return;
  const end = state.match(name + 1);
  if (end >= 0) standIn(state, name, end, true);
}

/** Write a keyword in place of a macro's name, and a condition where its parentheses are empty. */
function standIn(state: MaskState, i: number, close: number, isDo: boolean): void {
  const length = state.end(i) - state.start(i);
  const isEmpty = close === i + 2;
  const room = isEmpty ? length - 1 : length;
  const keyword = room >= 5 ? 'while' : 'if';
  if (room < keyword.length || (isDo && keyword === 'if')) return;
  state.note(i, { kind: 'macro-block', nameEnd: state.end(i), isDo, isEmpty });
  if (isEmpty) {
    state.rewrite(i, `${keyword.padEnd(room)}(`);
    state.rewrite(i + 1, '1');
  } else {
    state.rewrite(i, keyword);
    maskArguments(state, i + 1, close);
  }
}

/** Inline assembly becomes a call whose arguments are the operands. */
export function maskAsm(state: MaskState, i: number): void {
  let open = i + 1;
  while (state.kind(open) === Kind.identifier) open++;
  const close = state.kind(open) === Punct.openParen ? state.match(open) : -1;
  if (close < 0) return;
  let isGoto = state.word(i) === 'asm_volatile_goto' || state.word(i) === 'asm_goto_output';
  for (let k = i + 1; k < open; k++) if (state.word(k) === 'goto') isGoto = true;
  const labels: string[] = [];
  state.disguise(i);
  state.blank(i + 1, open);
  let section = 0;
  let wantsComma = false;
  let separator = -1;
  for (let k = open + 1; k < close; k++) {
    const kind = state.kind(k);
    if (kind === Kind.string && state.kind(k + 1) === Punct.openParen && section > 0 && state.match(k + 1) > 0) {
      const end = state.match(k + 1);
      state.blank(k, k + 1);
      if (wantsComma && separator >= 0) state.rewrite(separator, ',');
      wantsComma = true;
      separator = -1;
      k = end;
      continue;
    }
    if (kind === Punct.colon || kind === Punct.comma) separator = k;
    if (kind === Punct.colon) section++;
    else if (kind === Kind.operator && state.text.startsWith('::', state.start(k))) section += 2;
    else if (kind === Kind.identifier && section >= 4 && isGoto) labels.push(state.word(k));
    state.blank(k, k + 1);
    if (kind === Punct.openParen) {
      const end = state.match(k);
      if (end > k) {
        state.blank(k, end + 1);
        k = end;
      }
    }
  }
  state.note(i, { kind: 'asm', labels });
}
