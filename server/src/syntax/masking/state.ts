/** What the parts of the masker share: the tokens of one text, their brackets matched, and the changes collected so far. */
import { Kind, Punct, type Tokens, tokenText } from '../lexer.ts';
import type { Note } from './notes.ts';

export class MaskState {
  readonly text: string;
  readonly tokens: Tokens;
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  readonly rewrites = new Map<number, string>();
  readonly gaps = new Map<number, string>();
  readonly notes = new Map<number, Note>();
  /** Closing tokens of heads (`if (…)`) behind which a statement starts. */
  readonly headEnds = new Set<number>();
  /** Colons of labels, behind which a statement starts. */
  readonly labelColons = new Set<number>();
  readonly #match: Int32Array;

  constructor(text: string, tokens: Tokens, first: number, last: number) {
    this.text = text;
    this.tokens = tokens;
    this.first = first;
    this.last = last;
    this.#match = matchBrackets(tokens, first, last);
  }

  /** The bracket that matches token `index`, or -1. */
  match(index: number): number {
    return this.#match[index - this.first] ?? -1;
  }

  kind(index: number): number {
    return index >= this.first && index < this.last ? (this.tokens.kinds[index] ?? 0) : 0;
  }

  word(index: number): string {
    return this.kind(index) === Kind.identifier ? tokenText(this.text, this.tokens, index) : '';
  }

  start(index: number): number {
    return this.tokens.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.tokens.ends[index] ?? 0;
  }

  isDone(index: number): boolean {
    return this.rewrites.has(index);
  }

  /** Replace a token by `text`, filled up with spaces to the token's length. `text` is never longer. */
  rewrite(index: number, text: string): void {
    this.rewrites.set(index, text.padEnd(this.end(index) - this.start(index)));
  }

  /** Replace tokens `from` to `to` (exclusive) by spaces; line ends inside a token stay. */
  blank(from: number, to: number): void {
    for (let i = from; i < to; i++) this.rewrites.set(i, tokenText(this.text, this.tokens, i).replace(/[^\r\n]/g, ' '));
  }

  /** Make an identifier of an identifier or keyword that means none here: `struct` → `_truct`. */
  disguise(index: number): void {
    const word = tokenText(this.text, this.tokens, index);
    this.rewrite(index, (word.startsWith('_') ? 'x' : '_') + word.slice(1));
  }

  /** Put a character into the white space before token `index`, if there is any besides line ends. */
  fillBefore(index: number, character: string): boolean {
    for (let at = this.end(index - 1); at < this.start(index); at++) {
      const code = this.text.charCodeAt(at);
      if (code === 32 || code === 9) {
        this.gaps.set(at, character);
        return true;
      }
    }
    return false;
  }

  note(index: number, note: Note): void {
    this.notes.set(this.start(index), note);
  }

  /** Whether a line end lies between token `index - 1` and token `index`. */
  startsLine(index: number): boolean {
    const newline = this.text.indexOf('\n', this.end(index - 1));
    return newline >= 0 && newline < this.start(index);
  }

  /** The column of the first token on the line of token `index`, a tab counting as eight. */
  indentation(index: number): number {
    const lineStart = this.text.lastIndexOf('\n', this.start(index)) + 1;
    let column = 0;
    for (let i = lineStart; i < this.start(index); i++) {
      const code = this.text.charCodeAt(i);
      if (code === 9) column = (column & ~7) + 8;
      else if (code === 32) column++;
      else break;
    }
    return column;
  }
}

/** For every bracket in the region its partner, as absolute indices; -1 for all else and for brackets that match nothing. */
function matchBrackets(tokens: Tokens, first: number, last: number): Int32Array {
  const match = new Int32Array(Math.max(0, last - first)).fill(-1);
  const open: number[] = [];
  for (let i = first; i < last; i++) {
    switch (tokens.kinds[i]) {
      case Punct.openParen:
      case Punct.openBracket:
      case Punct.openBrace:
        open.push(i);
        break;
      case Punct.closeParen:
      case Punct.closeBracket:
      case Punct.closeBrace: {
        const opener = tokens.kinds[i] === Punct.closeParen ? Punct.openParen : tokens.kinds[i] === Punct.closeBracket ? Punct.openBracket : Punct.openBrace;
        let depth = open.length - 1;
        // A brace ends parentheses left open inside it; a parenthesis never ends a brace.
        if (opener === Punct.openBrace) while (depth >= 0 && tokens.kinds[open[depth] ?? 0] !== Punct.openBrace) depth--;
        if (depth < 0) break;
        const partner = open[depth] ?? 0;
        if (tokens.kinds[partner] !== opener) break;
        open.length = depth;
        match[partner - first] = i;
        match[i - first] = partner;
        break;
      }
    }
  }
  return match;
}
