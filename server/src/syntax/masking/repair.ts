/**
 * Statements that are being typed, closed early, so that they don't take the next ones with them.
 * The parser's own recovery would rather drop a semicolon than believe that `start(` ends there.
 */
import type { Span } from '../ast.ts';
import { Kind, Punct } from '../lexer.ts';
import { CONTROL_KEYWORDS } from '../vocabulary.ts';
import type { MaskState } from './state.ts';

/**
 * The parenthesis `open` is never closed: what follows it on its line goes, and the statement ends there.
 * @returns the first token that stays, or `undefined` if nothing was done
 */
export function repairOpenParen(state: MaskState, open: number, broken: Span[]): number | undefined {
  // Of `if (a` the structure counts more than the condition: that is left to the parser.
  if (CONTROL_KEYWORDS.has(state.word(open - 1)) && state.word(open - 1) !== 'return') return undefined;
  let end = open + 1;
  while (end < state.last && !state.startsLine(end) && !endsStatement(state.kind(end))) end++;
  state.blank(open, end);
  broken.push({ start: state.start(open), end: state.end(end - 1) });
  blankOperators(state, open - 1, broken);
  if (end < state.last && state.kind(end) !== Punct.semicolon) state.fillBefore(end, ';');
  return end;
}

/** The operator at `i` has no right operand before the statement's end. */
export function repairOperator(state: MaskState, i: number, broken: Span[]): void {
  const next = state.kind(i + 1);
  const isLast = next === Punct.semicolon || (state.startsLine(i + 1) && (next === Punct.closeBrace || CONTROL_KEYWORDS.has(state.word(i + 1))));
  if (!isLast || !isOperator(state, i)) return;
  blankOperators(state, i, broken);
  if (next !== Punct.semicolon) state.fillBefore(i + 1, ';');
}

/** Blank the operators that end at token `i`. */
function blankOperators(state: MaskState, i: number, broken: Span[]): void {
  for (let k = i; k > state.first && !state.isDone(k) && isOperator(state, k); k--) {
    state.blank(k, k + 1);
    broken.push({ start: state.start(k), end: state.end(k) });
  }
}

function endsStatement(kind: number): boolean {
  return kind === Punct.semicolon || kind === Punct.openBrace || kind === Punct.closeBrace;
}

function isOperator(state: MaskState, i: number): boolean {
  switch (state.kind(i)) {
    case Kind.operator:
      return !/^(?:\+\+|--|::|##)/.test(state.text.slice(state.start(i), state.end(i)));
    case Kind.and:
    case Kind.or:
    case Kind.arrow:
    case Punct.dot:
    case Punct.equals:
    case Punct.plus:
    case Punct.minus:
    case Punct.star:
    case Punct.slash:
    case Punct.percent:
    case Punct.ampersand:
    case Punct.pipe:
    case Punct.caret:
    case Punct.less:
    case Punct.greater:
    case Punct.bang:
    case Punct.tilde:
    case Punct.question:
      return true;
    default:
      return false;
  }
}
