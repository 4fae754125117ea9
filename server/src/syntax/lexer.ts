/**
 * A C lexer for the splitter and the masker: fast, tolerant, without an object per token.
 *
 * Tree-sitter lexes function bodies again; this one exists because a whole file must be cut into pieces on every keystroke,
 * and because the preprocessor has to be seen as lines, which a C grammar can't do.
 */

/** Token kinds. A single-character punctuator's kind is its own character code (below 128). */
export const Kind = {
  identifier: 128,
  number: 129,
  string: 130,
  character: 131,
  /** A whole logical preprocessor line, continuations included, without its line end. */
  directive: 132,
  /** An operator of two or three characters other than those below. */
  operator: 133,
  ellipsis: 134,
  arrow: 135,
  /** `&&` */
  and: 136,
  /** `||` */
  or: 137,
} as const;

/** Character codes of the punctuators that are compared with token kinds. */
export const Punct = {
  hash: 35, openParen: 40, closeParen: 41, star: 42, plus: 43, comma: 44, minus: 45, dot: 46, colon: 58, semicolon: 59,
  less: 60, equals: 61, greater: 62, question: 63, openBracket: 91, closeBracket: 93, openBrace: 123, closeBrace: 125,
  bang: 33, percent: 37, ampersand: 38, slash: 47, caret: 94, pipe: 124, tilde: 126,
} as const;

/** Tokens as parallel arrays; only the first `count` entries count. Offsets are UTF-16 and half-open. */
export interface Tokens {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const SPACE = 1;
const WORD = 2;
const DIGIT = 3;
const CLASSES = new Uint8Array(128);
for (let c = 0; c <= 32; c++) CLASSES[c] = SPACE;
CLASSES[127] = SPACE;
for (let c = 65; c <= 90; c++) CLASSES[c] = WORD;
for (let c = 97; c <= 122; c++) CLASSES[c] = WORD;
CLASSES[95] = WORD;
CLASSES[36] = WORD;
for (let c = 48; c <= 57; c++) CLASSES[c] = DIGIT;

const NEWLINE = 10;
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;

function isWordCode(code: number): boolean {
  if (code < 128) {
    const cls = CLASSES[code];
    return cls === WORD || cls === DIGIT;
  }
  return code !== 0xfeff && code !== 0xa0;
}

/** The end of a quoted literal that starts at `at`: behind its closing quote, or at the end of the line where there is none. */
function endOfQuoted(text: string, at: number, to: number, quote: number): number {
  let i = at + 1;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === NEWLINE) return i;
    if (code === BACKSLASH) {
      // A backslash takes the next character with it, be it a line end (`\r\n` counts as one).
      i += text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === NEWLINE ? 3 : 2;
    } else i++;
  }
  return Math.min(i, to);
}

/** The end of a block comment that starts at `at`; the end of the text where it is not closed. */
function endOfBlockComment(text: string, at: number, to: number): number {
  const close = text.indexOf('*/', at + 2);
  return close < 0 || close + 2 > to ? to : close + 2;
}

/** The end of a logical line from `at`: the next line end that no backslash precedes. */
function endOfLogicalLine(text: string, at: number, to: number): number {
  let i = at;
  while (i < to) {
    const newline = text.indexOf('\n', i);
    if (newline < 0 || newline >= to) return to;
    const before = text.charCodeAt(newline - 1) === 13 ? newline - 2 : newline - 1;
    if (before < at || text.charCodeAt(before) !== BACKSLASH) return text.charCodeAt(newline - 1) === 13 && newline > at ? newline - 1 : newline;
    i = newline + 1;
  }
  return to;
}

/** The end of the directive at `at`. Unlike `endOfLogicalLine` it knows that a block comment hides line ends. */
function endOfDirective(text: string, at: number, to: number): number {
  const end = endOfLogicalLine(text, at, to);
  const comment = text.indexOf('/*', at);
  if (comment < 0 || comment >= end) return end;
  let i = at;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE) return text.charCodeAt(i - 1) === 13 && i > at ? i - 1 : i;
    if (code === BACKSLASH) i += text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === NEWLINE ? 3 : 2;
    else if (code === QUOTE) i = endOfQuoted(text, i, to, QUOTE);
    else if (code === 47 && text.charCodeAt(i + 1) === 42) i = endOfBlockComment(text, i, to);
    else if (code === 47 && text.charCodeAt(i + 1) === 47) return endOfLogicalLine(text, i, to);
    else i++;
  }
  return to;
}

function endOfNumber(text: string, at: number, to: number): number {
  const isHex = text.charCodeAt(at) === 48 && (text.charCodeAt(at + 1) | 32) === 120;
  let i = at + 1;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (isWordCode(code) || code === 46) {
      // `1...5` in a case range without spaces: the number ends before the dots.
      if (code === 46 && text.charCodeAt(i + 1) === 46) return i;
      i++;
    } else if (code === 43 || code === 45) {
      const previous = text.charCodeAt(i - 1) | 32;
      if (previous === 112 || (previous === 101 && !isHex)) i++;
      else return i;
    } else return i;
  }
  return i;
}

/** Number of characters of the operator at `at` (its first character is `code`). */
function operatorLength(text: string, at: number, code: number): number {
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case Punct.dot:
      return next === Punct.dot && text.charCodeAt(at + 2) === Punct.dot ? 3 : 1;
    case Punct.minus:
      return next === Punct.greater || next === Punct.minus || next === Punct.equals ? 2 : 1;
    case Punct.plus:
    case Punct.ampersand:
    case Punct.pipe:
      return next === code || next === Punct.equals ? 2 : 1;
    case Punct.less:
    case Punct.greater:
      if (next === code) return text.charCodeAt(at + 2) === Punct.equals ? 3 : 2;
      return next === Punct.equals ? 2 : 1;
    case Punct.equals:
    case Punct.bang:
    case Punct.star:
    case Punct.slash:
    case Punct.percent:
    case Punct.caret:
      return next === Punct.equals ? 2 : 1;
    case Punct.hash:
      return next === Punct.hash ? 2 : 1;
    default:
      return 1;
  }
}

function operatorKind(text: string, at: number, code: number, length: number): number {
  if (length === 1) return code < 128 ? code : Kind.operator;
  if (code === Punct.minus && text.charCodeAt(at + 1) === Punct.greater) return Kind.arrow;
  if (code === Punct.dot) return Kind.ellipsis;
  if (length === 2 && text.charCodeAt(at + 1) === code) {
    if (code === Punct.ampersand) return Kind.and;
    if (code === Punct.pipe) return Kind.or;
  }
  return Kind.operator;
}

/** Goes over a text token by token and keeps none. Comments and white space make no tokens. */
class Scanner {
  /** Of the token read last: its kind, and where it stands. */
  kind = 0;
  start = 0;
  end: number;
  /** No token since the last line end: a `#` here starts a directive. */
  #lineStart = true;

  constructor(
    private readonly text: string,
    from: number,
    private readonly to: number,
  ) {
    this.end = from;
  }

  /** @returns whether there was one more */
  next(): boolean {
    const { text, to } = this;
    let i = this.end;
    while (i < to) {
      const code = text.charCodeAt(i);
      const cls = code < 128 ? CLASSES[code] : isWordCode(code) ? WORD : SPACE;
      if (cls === SPACE) {
        if (code === NEWLINE) this.#lineStart = true;
        i++;
        continue;
      }
      let end: number;
      if (cls === WORD) {
        end = i + 1;
        while (end < to && isWordCode(text.charCodeAt(end))) end++;
        this.kind = Kind.identifier;
      } else if (cls === DIGIT) {
        end = endOfNumber(text, i, to);
        this.kind = Kind.number;
      } else if (code === Punct.slash && text.charCodeAt(i + 1) === Punct.star) {
        i = endOfBlockComment(text, i, to);
        continue;
      } else if (code === Punct.slash && text.charCodeAt(i + 1) === Punct.slash) {
        i = endOfLogicalLine(text, i, to);
        continue;
      } else if (code === QUOTE || code === APOSTROPHE) {
        end = endOfQuoted(text, i, to, code);
        this.kind = code === QUOTE ? Kind.string : Kind.character;
      } else if (code === Punct.hash && this.#lineStart) {
        end = endOfDirective(text, i, to);
        this.kind = Kind.directive;
      } else if (code === BACKSLASH) {
        i++;
        continue;
      } else if (code === Punct.dot && CLASSES[text.charCodeAt(i + 1)] === DIGIT) {
        end = endOfNumber(text, i, to);
        this.kind = Kind.number;
      } else {
        const length = operatorLength(text, i, code);
        end = i + length;
        this.kind = operatorKind(text, i, code, length);
      }
      this.#lineStart = false;
      this.start = i;
      this.end = Math.min(end, to);
      return true;
    }
    this.end = to;
    return false;
  }
}

/**
 * Lex `text` from `from` to `to`. Never throws: an unterminated string ends at the end of its line, an unterminated comment
 * at the end of the text.
 */
export function lex(text: string, from = 0, to = text.length): Tokens {
  let capacity = Math.max(16, (to - from) >> 1);
  let kinds = new Uint8Array(capacity);
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  let count = 0;
  for (const scanner = new Scanner(text, from, to); scanner.next(); count++) {
    if (count === capacity) {
      capacity *= 2;
      const oldKinds = kinds;
      const oldStarts = starts;
      const oldEnds = ends;
      kinds = new Uint8Array(capacity);
      starts = new Int32Array(capacity);
      ends = new Int32Array(capacity);
      kinds.set(oldKinds);
      starts.set(oldStarts);
      ends.set(oldEnds);
    }
    kinds[count] = scanner.kind;
    starts[count] = scanner.start;
    ends[count] = scanner.end;
  }
  return { count, kinds, starts, ends };
}

/** Text of token `index`. */
export function tokenText(text: string, tokens: Tokens, index: number): string {
  return text.slice(tokens.starts[index], tokens.ends[index]);
}

/** Whether token `index` stands in column 0. */
export function inColumnZero(text: string, tokens: Tokens, index: number): boolean {
  const start = tokens.starts[index] ?? 0;
  return start === 0 || text.charCodeAt(start - 1) === NEWLINE || (start === 1 && text.charCodeAt(0) === 0xfeff);
}

/** Whether there is no line end between token `index - 1` and token `index`. */
export function onLineOfPrevious(text: string, tokens: Tokens, index: number): boolean {
  if (index <= 0) return false;
  const from = tokens.ends[index - 1] ?? 0;
  const to = tokens.starts[index] ?? 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === NEWLINE) return false;
  return true;
}

/** Add every identifier of `text[from, to)` to `into`, those inside directives too (but not the directives' names). */
export function collectIdentifiers(text: string, into: Set<string>, from = 0, to = text.length): void {
  for (const scanner = new Scanner(text, from, to); scanner.next(); ) {
    const { kind, start, end } = scanner;
    if (kind === Kind.identifier) into.add(text.slice(start, end));
    else if (kind === Kind.directive) {
      const name = /^#[ \t]*\w*/.exec(text.slice(start, start + 64));
      collectIdentifiers(text, into, start + (name?.[0].length ?? 1), end);
    }
  }
}
