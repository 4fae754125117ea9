/** What the enumerators of a text are worth, as far as numbers tell: `enum { IDLE, BUSY = 4, DONE }`. */
import { Kind, lex, Punct, tokenText, type Tokens } from './lexer.ts';

/** The value of `text`, a number, a bit or a shift (`0x10`, `BIT(3)`, `1U << 4`), or an enumerator before it. */
function valueOf(written: string, known: ReadonlyMap<string, number>): number | undefined {
  const text = written.replace(/^\((.*)\)$/, '$1');
  const bit = /^(?:BIT(?:_ULL)?\(|1[uUlL]*<<)(\d+)\)?$/.exec(text)?.[1];
  if (bit !== undefined) return Number(bit) <= 30 ? 2 ** Number(bit) : undefined;
  const number = /^(-?(?:0x[\da-fA-F]+|\d+))[uUlL]*$/.exec(text)?.[1];
  // A leading zero makes it octal.
  if (number !== undefined) return /^-?0\d/.test(number) ? undefined : Number(number);
  return known.get(text);
}

/** From the token behind `{`. @returns the token of `}` */
function readList(text: string, tokens: Tokens, from: number, into: Map<string, number>): number {
  let next: number | undefined = 0;
  let i = from;
  while (i < tokens.count && tokens.kinds[i] !== Punct.closeBrace) {
    if (tokens.kinds[i] !== Kind.identifier) {
      // Something of the preprocessor: which come before can't be told.
      next = undefined;
      i++;
      continue;
    }
    const name = tokenText(text, tokens, i++);
    let depth = 0;
    let written = '';
    for (; i < tokens.count && (depth > 0 || (tokens.kinds[i] !== Punct.comma && tokens.kinds[i] !== Punct.closeBrace)); i++) {
      if (tokens.kinds[i] === Punct.openParen) depth++;
      if (tokens.kinds[i] === Punct.closeParen) depth--;
      if (tokens.kinds[i] === Kind.directive) next = undefined;
      else written += tokenText(text, tokens, i);
    }
    if (tokens.kinds[i] === Punct.comma) i++;
    const value: number | undefined = written === '' ? next : written.startsWith('=') ? valueOf(written.slice(1), into) : undefined;
    if (value === undefined) into.delete(name);
    else into.set(name, value);
    next = value === undefined ? undefined : value + 1;
  }
  return i;
}

/** By name. @param text declarations, or a function with some */
export function enumeratorsIn(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (!/\benum\b[^;{]*\{/.test(text)) return found;
  const tokens = lex(text);
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] !== Kind.identifier || tokenText(text, tokens, i) !== 'enum') continue;
    let at = i + 1;
    while (tokens.kinds[at] === Kind.identifier) at++;
    if (tokens.kinds[at] === Punct.openBrace) i = readList(text, tokens, at + 1, found);
  }
  return found;
}
