/** Questions about a top-level item that its tokens alone answer. */
import { readDirective } from './directives.ts';
import { matchForward } from './head.ts';
import { inColumnZero, Kind, onLineOfPrevious, Punct, type Tokens, tokenText } from './lexer.ts';
import { CALLED_ANNOTATIONS } from './vocabulary.ts';

/** Whether tokens `first` to `last` are `NAME(…)` and no annotation. */
export function isBareMacroCall(text: string, tokens: Tokens, first: number, last: number): boolean {
  const { kinds } = tokens;
  if (kinds[first] !== Kind.identifier || kinds[first + 1] !== Punct.openParen || kinds[last] !== Punct.closeParen) return false;
  if (CALLED_ANNOTATIONS.has(tokenText(text, tokens, first))) return false;
  return matchForward(tokens, first + 1, last + 1) === last;
}

/** Whether token `inner` stands in a branch that has ended before token `outer`. */
export function isInClosedBranch(text: string, tokens: Tokens, inner: number, outer: number): boolean {
  const { kinds, starts, ends } = tokens;
  let nesting = 0;
  for (let i = inner; i < outer; i++) {
    if (kinds[i] !== Kind.directive) continue;
    const { kind } = readDirective(text, starts[i] ?? 0, ends[i] ?? 0);
    if (kind === 'if') nesting++;
    else if ((kind === 'else' || kind === 'elif') && nesting === 0) return true;
    else if (kind === 'endif' && --nesting < 0) return true;
  }
  return false;
}

/** Whether a body may end at the indented brace `close`: it is a one-liner, or badly laid out with something new below. */
export function mayEndIndented(text: string, tokens: Tokens, open: number, close: number, next: number): boolean {
  if (next >= tokens.count) return true;
  let oneLine = true;
  for (let i = close; i > open && oneLine; i--) oneLine = onLineOfPrevious(text, tokens, i);
  if (oneLine) return true;
  return inColumnZero(text, tokens, next) && tokens.kinds[next] !== Punct.closeBrace;
}
