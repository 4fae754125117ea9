/** A function's head → return type and parameters, by tokens. */
import type { Parameter, TypeRef } from './ast.ts';
import { baseOf } from './convert/types.ts';
import { type Head, matchForward } from './head.ts';
import { Kind, Punct, type Tokens, tokenText } from './lexer.ts';
import { ANNOTATIONS, CALLED_ANNOTATIONS, isModifier, isPrimitive, looksLikeTypedef, MODIFIER_WORDS, TYPE_KEYWORDS } from './vocabulary.ts';

/** Token ranges between the commas of `(open … close)`. */
function splitArguments(tokens: Tokens, open: number, close: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let nesting = 0;
  let from = open + 1;
  for (let i = open + 1; i <= close; i++) {
    const kind = tokens.kinds[i];
    if (i === close || (kind === Punct.comma && nesting === 0)) {
      if (i > from) parts.push({ from, to: i });
      from = i + 1;
    } else if (kind === Punct.openParen || kind === Punct.openBracket) nesting++;
    else if (kind === Punct.closeParen || kind === Punct.closeBracket) nesting--;
  }
  return parts;
}

/** The parameters of the function whose head is `head`; spans are offsets in `text`. */
export function parametersOf(text: string, tokens: Tokens, head: Head): Parameter[] {
  const parts = splitArguments(tokens, head.open, head.close);
  if (head.isMacro) return macroParameters(text, tokens, head, parts);
  const out: Parameter[] = [];
  for (const { from, to } of parts) {
    if (tokens.kinds[from] === Kind.ellipsis) continue;
    if (to - from === 1 && tokenText(text, tokens, from) === 'void') continue;
    out.push(parameter(text, tokens, from, to));
  }
  return out;
}

/** `SYSCALL_DEFINE2(name, type, argument, type, argument)`; other macros hold whole declarations or nothing known. */
function macroParameters(text: string, tokens: Tokens, head: Head, parts: readonly { from: number; to: number }[]): Parameter[] {
  const macro = tokenText(text, tokens, head.anchor);
  const rest = parts.slice(1);
  const out: Parameter[] = [];
  if (/_DEFINE(?:\d|x)$|^BPF_CALL_\d$/.test(macro)) {
    for (let i = 0; i + 1 < rest.length; i += 2) {
      const type = rest[i];
      const name = rest[i + 1];
      if (type !== undefined && name !== undefined) out.push(named(text, tokens, type.from, type.to, name.to - 1, false));
    }
    return out;
  }
  for (const { from, to } of rest) if (to - from > 1) out.push(parameter(text, tokens, from, to));
  return out;
}

function parameter(text: string, tokens: Tokens, from: number, to: number): Parameter {
  // `int (*fn)(struct foo *, int)`: the name is in the first parentheses.
  for (let i = from; i < to; i++) {
    if (tokens.kinds[i] === Punct.openParen && i > from) {
      const word = tokens.kinds[i - 1] === Kind.identifier ? tokenText(text, tokens, i - 1) : '';
      const close = matchForward(tokens, i, to);
      if (CALLED_ANNOTATIONS.has(word) || /^_*typeof/.test(word)) {
        if (close < 0) break;
        i = close;
        continue;
      }
      if (tokens.kinds[i + 1] !== Punct.star && tokens.kinds[i + 1] !== Punct.caret) break;
      let name = i + 1;
      while (name < to && tokens.kinds[name] !== Kind.identifier && tokens.kinds[name] !== Punct.closeParen) name++;
      return pointerToFunction(text, tokens, from, i, name);
    }
  }
  let end = to;
  let isArray = false;
  let name = -1;
  for (let i = from; i < to; i++) {
    const kind = tokens.kinds[i];
    if (kind === Punct.openBracket) {
      isArray = true;
      end = i;
      break;
    }
    if (kind === Punct.openParen) {
      const close = matchForward(tokens, i, to);
      if (close > 0) i = close;
    } else if (kind === Kind.identifier && !ANNOTATIONS.has(tokenText(text, tokens, i)) && !CALLED_ANNOTATIONS.has(tokenText(text, tokens, i))) name = i;
  }
  if (name < 0 || !isName(text, tokens, from, name, end)) return named(text, tokens, from, end, -1, isArray);
  return named(text, tokens, from, name, name, isArray);
}

/** Whether token `name` is the parameter's name, not the last word of its type. */
function isName(text: string, tokens: Tokens, from: number, name: number, end: number): boolean {
  const word = tokenText(text, tokens, name);
  if (isPrimitive(word) || MODIFIER_WORDS.has(word)) return false;
  for (let i = name + 1; i < end; i++) if (tokens.kinds[i] === Punct.star) return false;
  for (let i = from; i < name; i++) {
    if (tokens.kinds[i] === Punct.star) return true;
    if (tokens.kinds[i] !== Kind.identifier) continue;
    const other = tokenText(text, tokens, i);
    if (other === 'struct' || other === 'union' || other === 'enum') {
      // `struct foo` alone has a tag, no name.
      return name > i + 1;
    }
    if (isPrimitive(other) || looksLikeTypedef(other) || !(TYPE_KEYWORDS.has(other) || isModifier(other))) return true;
  }
  return false;
}

function pointerToFunction(text: string, tokens: Tokens, from: number, open: number, name: number): Parameter {
  const isNamed = tokens.kinds[name] === Kind.identifier;
  const at = isNamed ? name : open;
  return {
    name: isNamed ? tokenText(text, tokens, name) : '',
    nameSpan: { start: tokens.starts[at] ?? 0, end: isNamed ? (tokens.ends[at] ?? 0) : (tokens.starts[at] ?? 0) },
    type: { base: `${typeOfTokens(text, tokens, from, open).base}()`, pointers: 1, isArray: false, isConst: false },
  };
}

function named(text: string, tokens: Tokens, from: number, to: number, name: number, isArray: boolean): Parameter {
  const type = typeOfTokens(text, tokens, from, to);
  const end = tokens.ends[to - 1] ?? 0;
  return {
    name: name < 0 ? '' : tokenText(text, tokens, name),
    nameSpan: name < 0 ? { start: end, end } : { start: tokens.starts[name] ?? 0, end: tokens.ends[name] ?? 0 },
    type: { ...type, isArray },
  };
}

/** The type that tokens `from` to `to` (exclusive) spell. */
function typeOfTokens(text: string, tokens: Tokens, from: number, to: number): TypeRef {
  let pointers = 0;
  let isConst = false;
  const words: string[] = [];
  for (let i = from; i < to; i++) {
    const kind = tokens.kinds[i];
    const word = tokenText(text, tokens, i);
    if (kind === Punct.star) pointers++;
    else if (kind === Kind.identifier && word === 'const' && pointers === 0) isConst = true;
    else if (kind === Kind.identifier && CALLED_ANNOTATIONS.has(word) && tokens.kinds[i + 1] === Punct.openParen) {
      const close = matchForward(tokens, i + 1, to);
      if (close > 0) i = close;
    } else words.push(word);
  }
  return { base: baseOf(words.join(' ')), pointers, isArray: false, isConst };
}

/** The return type before the name, and whether the function is static. */
export function returnOf(text: string, tokens: Tokens, head: Head): { readonly type: TypeRef | undefined; readonly isStatic: boolean } {
  let isStatic = false;
  let to = head.anchor;
  for (let i = 0; i < head.anchor; i++) if (tokens.kinds[i] === Kind.identifier && tokenText(text, tokens, i) === 'static') isStatic = true;
  if (head.isMacro) return { type: undefined, isStatic };
  // `int (*name(…))(…)`
  let extra = 0;
  if (head.anchor !== head.name) {
    for (let i = head.anchor; i < head.name; i++) if (tokens.kinds[i] === Punct.star) extra++;
    to = head.anchor;
  }
  const words: string[] = [];
  let pointers = extra;
  let isConst = false;
  for (let i = 0; i < to; i++) {
    const kind = tokens.kinds[i];
    const word = tokenText(text, tokens, i);
    if (kind === Punct.star) pointers++;
    else if (kind === Kind.identifier) {
      const opens = tokens.kinds[i + 1] === Punct.openParen;
      if (word === 'const') isConst = true;
      else if (opens && isModifier(word)) {
        const close = matchForward(tokens, i + 1, to);
        if (close < 0) break;
        i = close;
      } else if (!isModifier(word) || looksLikeTypedef(word) || TYPE_KEYWORDS.has(word)) words.push(word);
    } else if (kind !== Kind.directive) words.push(word);
  }
  if (words.length === 0) return { type: undefined, isStatic };
  return { type: { base: baseOf(words.join(' ')), pointers, isArray: false, isConst }, isStatic };
}
