/**
 * Finding a function's head by tokens: the name and parameter list before the `{` of a definition.
 * Tree-sitter is not asked, because heads are where macros and annotations are thickest.
 */
import { Kind, onLineOfPrevious, Punct, type Tokens, tokenText } from './lexer.ts';
import { CALLED_ANNOTATIONS, CONTROL_KEYWORDS, isAllCaps, isModifier, looksLikeTypedef, TYPE_KEYWORDS, TYPEOF_WORDS } from './vocabulary.ts';

/** All members but `isMacro` are token indices. */
export interface Head {
  /** The token that names the function: the first macro argument for `SYSCALL_DEFINE3(name, …)`. */
  readonly name: number;
  /** Where the head proper starts on its line: the name, or the macro's name, or the `(` of `(*name(…))(…)`. */
  readonly anchor: number;
  readonly open: number;
  readonly close: number;
  /** The head is `MACRO(…)` without a return type: parameters are pairs or unknown. */
  readonly isMacro: boolean;
}

/** The previous token that is no directive, or -1. */
export function before(tokens: Tokens, index: number, lowest: number): number {
  let i = index - 1;
  while (i >= lowest && tokens.kinds[i] === Kind.directive) i--;
  return i >= lowest ? i : -1;
}

/** The `(` that matches the `)` at `close`, or -1. */
export function matchBackward(tokens: Tokens, close: number, lowest: number): number {
  let nesting = 0;
  for (let i = close; i >= lowest; i--) {
    const kind = tokens.kinds[i];
    if (kind === Punct.closeParen) nesting++;
    else if (kind === Punct.openParen && --nesting === 0) return i;
  }
  return -1;
}

/** The `)` that matches the `(` at `open`, or -1; looks at most up to token `limit`, and no further than a brace or `;` if `inHead`. */
export function matchForward(tokens: Tokens, open: number, limit: number, inHead = false): number {
  let nesting = 0;
  const end = Math.min(limit, tokens.count);
  for (let i = open; i < end; i++) {
    const kind = tokens.kinds[i];
    if (kind === Punct.openParen) nesting++;
    else if (kind === Punct.closeParen) {
      if (--nesting === 0) return i;
    } else if (inHead && (kind === Punct.openBrace || kind === Punct.closeBrace || kind === Punct.semicolon)) return -1;
  }
  return -1;
}

/**
 * The head of the definition whose body's `{` is token `brace`; `undefined` if that brace opens anything else
 * (a structure, an initialiser, a block). Tokens before `lowest` are not looked at.
 */
export function findHead(text: string, tokens: Tokens, brace: number, lowest: number): Head | undefined {
  let i = before(tokens, brace, lowest);
  for (let rounds = 0; rounds < 12 && i >= 0; rounds++) {
    // Trailing annotations without arguments: `f(void) __init {`.
    while (i >= 0 && tokens.kinds[i] === Kind.identifier) {
      const word = tokenText(text, tokens, i);
      if (TYPE_KEYWORDS.has(word) || CONTROL_KEYWORDS.has(word) || word === 'typedef') return undefined;
      i = before(tokens, i, lowest);
    }
    if (i < 0 || tokens.kinds[i] !== Punct.closeParen) return undefined;
    const close = i;
    const open = matchBackward(tokens, close, lowest);
    if (open < 0) return undefined;
    const left = before(tokens, open, lowest);
    if (left < 0) return undefined;
    if (tokens.kinds[left] === Punct.closeParen) return parenthesizedHead(text, tokens, left, lowest);
    if (tokens.kinds[left] !== Kind.identifier) return undefined;
    const word = tokenText(text, tokens, left);
    if (CONTROL_KEYWORDS.has(word)) return undefined;
    const further = before(tokens, left, lowest);
    if (CALLED_ANNOTATIONS.has(word) || isTrailingAnnotation(text, tokens, further, lowest)) {
      i = further;
      continue;
    }
    return namedHead(text, tokens, left, open, close, lowest);
  }
  return undefined;
}

/** Whether what ends at token `index` is a parameter list (perhaps with annotations behind), so that the call after it is an annotation. */
function isTrailingAnnotation(text: string, tokens: Tokens, index: number, lowest: number): boolean {
  let i = index;
  while (i >= lowest && tokens.kinds[i] === Kind.identifier && isModifier(tokenText(text, tokens, i))) i = before(tokens, i, lowest);
  if (i < lowest || tokens.kinds[i] !== Punct.closeParen) return false;
  const open = matchBackward(tokens, i, lowest);
  if (open < 0) return false;
  const word = before(tokens, open, lowest);
  if (word < 0 || tokens.kinds[word] !== Kind.identifier) return false;
  const name = tokenText(text, tokens, word);
  // `__printf(1, 2) int f(…)`, `typeof(x) f(…)`: what precedes is an annotation or a type, not the parameter list.
  if (CALLED_ANNOTATIONS.has(name) || TYPEOF_WORDS.has(name) || isAllCaps(name)) return false;
  return before(tokens, word, lowest) >= 0;
}

function namedHead(text: string, tokens: Tokens, name: number, open: number, close: number, lowest: number): Head | undefined {
  const left = before(tokens, name, lowest);
  const leftKind = left < 0 ? 0 : tokens.kinds[left];
  if (leftKind === Punct.equals || leftKind === Punct.openParen || leftKind === Punct.comma || leftKind === Punct.dot || leftKind === Kind.arrow) return undefined;
  if (leftKind === Kind.identifier) {
    const word = tokenText(text, tokens, left);
    if (CONTROL_KEYWORDS.has(word)) return undefined;
    if (word === 'struct' || word === 'union' || word === 'enum') return undefined;
  }
  const own = tokenText(text, tokens, name);
  if (TYPEOF_WORDS.has(own)) return undefined;
  if (isAllCaps(own) && !hasTypeBefore(text, tokens, name, lowest)) {
    const first = open + 1;
    const isNamed = first < close && tokens.kinds[first] === Kind.identifier;
    return { name: isNamed ? first : name, anchor: name, open, close, isMacro: true };
  }
  return { name, anchor: name, open, close, isMacro: false };
}

/** Whether a return type stands before token `name` on its line, rather than modifiers alone. */
function hasTypeBefore(text: string, tokens: Tokens, name: number, lowest: number): boolean {
  for (let i = name - 1; i >= lowest && onLineOfPrevious(text, tokens, i + 1); i--) {
    const kind = tokens.kinds[i];
    if (kind === Punct.star) return true;
    if (kind !== Kind.identifier) return false;
    if (!isModifier(tokenText(text, tokens, i))) return true;
  }
  return false;
}

/** `int (*name(params))(…)`: `close` ends the inner parentheses. */
function parenthesizedHead(text: string, tokens: Tokens, close: number, lowest: number): Head | undefined {
  const open = matchBackward(tokens, close, lowest);
  if (open < 0) return undefined;
  for (let i = open + 1; i < close; i++) {
    if (tokens.kinds[i] !== Kind.identifier || tokens.kinds[i + 1] !== Punct.openParen) continue;
    const end = matchForward(tokens, i + 1, close);
    if (end < 0) return undefined;
    return { name: i, anchor: open, open: i + 1, close: end, isMacro: false };
  }
  // `int (name)(params)` keeps a macro of the same name from being used.
  const inner = open + 1;
  if (inner !== close - 1 || tokens.kinds[inner] !== Kind.identifier) return undefined;
  if (looksLikeTypedef(tokenText(text, tokens, inner))) return undefined;
  const params = close + 1;
  const end = tokens.kinds[params] === Punct.openParen ? matchForward(tokens, params, tokens.count) : -1;
  return end < 0 ? undefined : { name: inner, anchor: open, open: params, close: end, isMacro: false };
}
