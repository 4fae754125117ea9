/** Reading one preprocessor line. */
import { Kind, lex, tokenText, type Tokens } from './lexer.ts';

export type DirectiveKind = 'if' | 'elif' | 'else' | 'endif' | 'define' | 'other';

export interface Directive {
  readonly kind: DirectiveKind;
  /** For `if` and `elif`: the condition, white space normalised; `defined(X)` for `#ifdef X`, `!defined(X)` for `#ifndef X`. */
  readonly condition: string;
  /** The name of `#ifndef NAME` or `#define NAME`; else empty. */
  readonly name: string;
}

const ELSE: Directive = { kind: 'else', condition: '', name: '' };
const ENDIF: Directive = { kind: 'endif', condition: '', name: '' };
const OTHER: Directive = { kind: 'other', condition: '', name: '' };

/** A condition without comments and continuations, its tokens in one line: a space only between words, and around binary operators. */
export function normalizeCondition(text: string): string {
  const tokens = lex(text);
  let out = '';
  for (let i = 0; i < tokens.count; i++) {
    const piece = tokenText(text, tokens, i);
    if (out !== '' && needsSpace(tokens, i)) out += ' ';
    out += piece;
  }
  return out;
}

function needsSpace(tokens: Tokens, index: number): boolean {
  const kind = tokens.kinds[index] ?? 0;
  const previous = tokens.kinds[index - 1] ?? 0;
  const isWord = kind === Kind.identifier || kind === Kind.number;
  const wasWord = previous === Kind.identifier || previous === Kind.number;
  if (isWord && wasWord) return true;
  const tight = (k: number): boolean => k === 40 || k === 41 || k === 33 || k === 126 || k === 44;
  if (previous === 44) return true;
  if (kind === 33 || kind === 126) return !tight(previous) && previous !== 40;
  if (tight(kind) && wasWord) return false;
  if (kind === 41 || previous === 40 || previous === 33 || previous === 126 || kind === 44) return false;
  return true;
}

/** Read the directive in `text[start, end)`, which begins with `#`. */
export function readDirective(text: string, start: number, end: number): Directive {
  let i = start + 1;
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  let j = i;
  while (j < end) {
    const code = text.charCodeAt(j);
    if (code < 97 || code > 122) break;
    j++;
  }
  switch (text.slice(i, j)) {
    case 'if':
      return { kind: 'if', condition: normalizeCondition(text.slice(j, end)), name: '' };
    case 'elif':
      return { kind: 'elif', condition: normalizeCondition(text.slice(j, end)), name: '' };
    case 'ifdef':
      return { kind: 'if', condition: `defined(${wordOf(text, j, end)})`, name: '' };
    case 'ifndef': {
      const name = wordOf(text, j, end);
      return { kind: 'if', condition: `!defined(${name})`, name };
    }
    case 'elifdef':
      return { kind: 'elif', condition: `defined(${wordOf(text, j, end)})`, name: '' };
    case 'elifndef':
      return { kind: 'elif', condition: `!defined(${wordOf(text, j, end)})`, name: '' };
    case 'else':
      return ELSE;
    case 'endif':
      return ENDIF;
    case 'define':
      return { kind: 'define', condition: '', name: wordOf(text, j, end) };
    default:
      return OTHER;
  }
}

/** The first identifier in `text[from, end)`. */
function wordOf(text: string, from: number, end: number): string {
  const tokens = lex(text, from, end);
  return tokens.count > 0 && tokens.kinds[0] === Kind.identifier ? tokenText(text, tokens, 0) : '';
}
