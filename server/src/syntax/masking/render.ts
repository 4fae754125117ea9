/** Writing masked text: as long as the original, with its line ends, holding only the tokens that are meant to be parsed. */
import type { Tokens } from '../lexer.ts';

/** White space as long as `text[from, to)`, with its line ends. */
function blank(text: string, from: number, to: number): string {
  let pure = true;
  let hasNewline = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) hasNewline = true;
    else if (code !== 32 && code !== 9 && code !== 13) pure = false;
  }
  if (pure) return text.slice(from, to);
  if (!hasNewline) return ' '.repeat(to - from);
  return text.slice(from, to).replace(/[^\n\r]/g, ' ');
}

/** The changes to make: a token's index → text of the token's length; an offset between tokens → one character. */
export interface Rewrites {
  readonly tokens: ReadonlyMap<number, string>;
  readonly gaps: ReadonlyMap<number, string>;
}

/** `text[from, to)` with tokens `first` to `last` (exclusive), rewritten, and everything else white space. */
export function render(text: string, tokens: Tokens, first: number, last: number, from: number, to: number, rewrites: Rewrites): string {
  const parts: string[] = [];
  let at = from;
  for (let i = first; i < last; i++) {
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    if (start > at) parts.push(gap(text, at, start, rewrites.gaps));
    parts.push(rewrites.tokens.get(i) ?? text.slice(start, end));
    at = end;
  }
  if (to > at) parts.push(gap(text, at, to, rewrites.gaps));
  return parts.join('');
}

function gap(text: string, from: number, to: number, gaps: ReadonlyMap<number, string>): string {
  const out = blank(text, from, to);
  if (gaps.size === 0) return out;
  let changed = out;
  for (let i = from; i < to; i++) {
    const character = gaps.get(i);
    if (character !== undefined) changed = changed.slice(0, i - from) + character + changed.slice(i - from + 1);
  }
  return changed;
}
