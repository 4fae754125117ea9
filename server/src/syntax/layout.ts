/**
 * What the kernel's layout tells where braces do not: in its style a definition starts in column 0 and its body's last `}`
 * stands in column 0 (Documentation/process/coding-style.rst, 3). Used to resynchronise in half-typed text, and only there.
 */
import { before, matchForward } from './head.ts';
import { inColumnZero, Kind, onLineOfPrevious, Punct, type Tokens, tokenText } from './lexer.ts';
import { CALLED_ANNOTATIONS, CONTROL_KEYWORDS, isAllCaps, isModifier, TYPE_KEYWORDS } from './vocabulary.ts';

/** Tokens that a definition's head may have before its `{`. */
const LONGEST_HEAD = 600;

/** The next token from `index` on that is no directive; `tokens.count` if there is none. */
export function nextToken(tokens: Tokens, index: number): number {
  let i = index;
  while (i < tokens.count && tokens.kinds[i] === Kind.directive) i++;
  return i;
}

/** Whether a function definition's head starts at the identifier `index`, followed by its `{`. */
export function startsDefinition(text: string, tokens: Tokens, index: number): boolean {
  let words = 0;
  let lastWord = -1;
  const limit = Math.min(tokens.count, index + LONGEST_HEAD);
  for (let i = index; i < limit; i++) {
    const kind = tokens.kinds[i];
    if (kind === Kind.directive || kind === Punct.star) continue;
    if (kind === Kind.identifier) {
      if (CONTROL_KEYWORDS.has(tokenText(text, tokens, i))) return false;
      words++;
      lastWord = i;
      continue;
    }
    if (kind !== Punct.openParen || lastWord < 0) return false;
    const close = matchForward(tokens, i, limit, true);
    if (close < 0) return false;
    const word = tokenText(text, tokens, lastWord);
    if (lastWord === i - 1 && CALLED_ANNOTATIONS.has(word)) {
      words--;
      i = close;
      continue;
    }
    let end = close + 1;
    while (end < limit) {
      const k = tokens.kinds[end];
      if (k === Kind.directive || k === Kind.identifier) end++;
      else if (k === Punct.openParen && tokens.kinds[end - 1] !== Kind.directive) {
        const closing = matchForward(tokens, end, limit, true);
        if (closing < 0) return false;
        end = closing + 1;
      } else break;
    }
    if (tokens.kinds[end] !== Punct.openBrace) return false;
    for (let k = close + 1; k < end; k++) {
      if (tokens.kinds[k] === Kind.identifier && CONTROL_KEYWORDS.has(tokenText(text, tokens, k))) return false;
    }
    return words >= 2 || isAllCaps(word) || inColumnZero(text, tokens, end);
  }
  return false;
}

/** Whether token `index` (in column 0) plainly starts something at file level: a declaration, or a macro by its capitals. */
export function startsItem(text: string, tokens: Tokens, index: number): boolean {
  if (index >= tokens.count) return true;
  if (!inColumnZero(text, tokens, index) || tokens.kinds[index] !== Kind.identifier) return false;
  const word = tokenText(text, tokens, index);
  if (CONTROL_KEYWORDS.has(word)) return false;
  if (TYPE_KEYWORDS.has(word) || isModifier(word)) return true;
  const next = tokens.kinds[index + 1];
  return next === Kind.identifier || (next === Punct.star && tokens.kinds[index + 2] === Kind.identifier && startsDefinition(text, tokens, index));
}

/** Whether token `index`, which follows a `}` in column 0, plainly belongs inside a function: an indented statement or brace. */
export function looksInside(text: string, tokens: Tokens, index: number): boolean {
  if (index >= tokens.count || inColumnZero(text, tokens, index) || onLineOfPrevious(text, tokens, index)) return false;
  const kind = tokens.kinds[index];
  if (kind === Punct.closeBrace) return true;
  if (kind !== Kind.identifier) return false;
  const word = tokenText(text, tokens, index);
  if (CONTROL_KEYWORDS.has(word)) return true;
  if (isModifier(word) || isAllCaps(word)) return false;
  const next = tokens.kinds[index + 1];
  if (next === Punct.openParen) return !startsDefinition(text, tokens, index);
  return next === Punct.equals || next === Kind.arrow || next === Punct.dot || next === Kind.operator || next === Punct.openBracket || next === Punct.colon;
}

/** The first token of the line that token `index` stands on, not before `lowest` and not across a directive. */
function firstOnLine(text: string, tokens: Tokens, index: number, lowest: number): number {
  let i = index;
  while (i > lowest && tokens.kinds[i - 1] !== Kind.directive && onLineOfPrevious(text, tokens, i)) i--;
  return i;
}

/**
 * The first token of the head whose name (or macro) is token `anchor`: its line, and lines above that hold nothing but
 * its type or modifiers. Anything further up since `lowest` is other, perhaps half-typed, text.
 */
export function headStart(text: string, tokens: Tokens, anchor: number, lowest: number): number {
  let start = firstOnLine(text, tokens, anchor, lowest);
  let needsType = !hasType(text, tokens, start, anchor);
  while (start > lowest && tokens.kinds[start - 1] !== Kind.directive) {
    const line = firstOnLine(text, tokens, start - 1, lowest);
    const shape = lineShape(text, tokens, line, start);
    if (shape === 'modifiers' || (shape === 'type' && needsType)) {
      if (shape === 'type') needsType = false;
      start = line;
    } else break;
  }
  return start;
}

function hasType(text: string, tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (tokens.kinds[i] === Punct.star) return true;
    if (tokens.kinds[i] === Kind.identifier && !isModifier(tokenText(text, tokens, i))) return true;
  }
  return false;
}

function lineShape(text: string, tokens: Tokens, from: number, to: number): 'modifiers' | 'type' | 'other' {
  let shape: 'modifiers' | 'type' = 'modifiers';
  for (let i = from; i < to; i++) {
    const kind = tokens.kinds[i];
    if (kind === Punct.star) {
      shape = 'type';
      continue;
    }
    if (kind === Punct.openParen && i > from) {
      const close = matchForward(tokens, i, to);
      if (close < 0 || !isModifier(tokenText(text, tokens, before(tokens, i, from)))) return 'other';
      i = close;
      continue;
    }
    if (kind !== Kind.identifier) return 'other';
    const word = tokenText(text, tokens, i);
    if (CONTROL_KEYWORDS.has(word)) return 'other';
    if (!isModifier(word)) shape = 'type';
  }
  return shape;
}
