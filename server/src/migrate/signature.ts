/** The heads of functions, by tokens: definitions and prototypes alike. */
import type { FileSpan } from '../findings.ts';
import type { ParameterRole } from '../kernel/generation.ts';
import { rolesOf } from '../kernel/header/roles.ts';
import { Kind, lex, Punct, type Tokens, tokenText } from '../syntax/lexer.ts';

export interface HeadParameter {
  readonly text: string;
  readonly name: string | undefined;
  readonly role: ParameterRole;
}

/** Spans are offsets in the file. */
export interface Signature {
  readonly name: FileSpan;
  /** From the name to the closing parenthesis. */
  readonly span: FileSpan;
  readonly parameters: readonly HeadParameter[];
  /** The single word before the name that is the return type; absent for types of several words. */
  readonly returns: { readonly word: string; readonly span: FileSpan } | undefined;
  readonly isDefinition: boolean;
}

const RETURN_WORDS = new Set(['void', 'int', 'bool']);

/** The heads of the function `name` in `text`, which begins at `base`. Calls are none: they have no type before them. */
export function signaturesOf(name: string, text: string, base: number): readonly Signature[] {
  const tokens = lex(text);
  const found: Signature[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i];
    if (kind === Punct.openBrace) depth++;
    if (kind === Punct.closeBrace) depth--;
    if (depth > 0 || kind !== Kind.identifier || tokens.kinds[i + 1] !== Punct.openParen || tokenText(text, tokens, i) !== name) continue;
    const before = i === 0 ? undefined : tokens.kinds[i - 1];
    if (before !== Kind.identifier && before !== Punct.star) continue;
    const close = closing(tokens, i + 1);
    if (close === undefined) continue;
    const word = before === Kind.identifier ? tokenText(text, tokens, i - 1) : '';
    found.push({
      name: at(tokens, i, base),
      span: { start: base + (tokens.starts[i] ?? 0), end: base + (tokens.ends[close] ?? 0) },
      parameters: parametersOf(text, tokens, i + 1, close),
      returns: RETURN_WORDS.has(word) ? { word, span: at(tokens, i - 1, base) } : undefined,
      isDefinition: tokens.kinds[close + 1] !== Punct.semicolon && tokens.kinds[close + 1] !== Punct.comma,
    });
  }
  return found;
}

function at(tokens: Tokens, i: number, base: number): FileSpan {
  return { start: base + (tokens.starts[i] ?? 0), end: base + (tokens.ends[i] ?? 0) };
}

function closing(tokens: Tokens, open: number): number | undefined {
  let nesting = 0;
  for (let i = open; i < tokens.count; i++) {
    if (tokens.kinds[i] === Punct.openParen) nesting++;
    else if (tokens.kinds[i] === Punct.closeParen && --nesting === 0) return i;
  }
  return undefined;
}

function parametersOf(text: string, tokens: Tokens, open: number, close: number): readonly HeadParameter[] {
  const parts: { readonly from: number; readonly to: number }[] = [];
  let nesting = 0;
  let from = open + 1;
  for (let i = open + 1; i <= close; i++) {
    const kind = tokens.kinds[i];
    if (nesting === 0 && (i === close || kind === Punct.comma)) {
      if (i > from) parts.push({ from, to: i });
      from = i + 1;
    } else if (kind === Punct.openParen) nesting++;
    else if (kind === Punct.closeParen) nesting--;
  }
  const read = parts.map(({ from: first, to }) => {
    const words = Array.from({ length: to - first }, (_, i) => tokenText(text, tokens, first + i));
    const last = words.at(-1) ?? '';
    const isNamed = words.length > 1 && /^[A-Za-z_]\w*$/.test(last) && !/^(int|long|bool|char|void|struct|unsigned|mmu_notifier|mm_struct|mmu_notifier_range|mmu_interval_notifier|pte_t)$/.test(last);
    return { text: text.slice(tokens.starts[first], tokens.ends[to - 1]), name: isNamed ? last : undefined, type: words.slice(0, isNamed ? -1 : undefined).join(' ') };
  });
  const roles = rolesOf(read);
  // Whatever they are called: two addresses are where a range begins and ends.
  const [first, second, ...more] = read.flatMap(({ type }, i) => (type.replaceAll(/\s+/g, ' ') === 'unsigned long' ? [i] : []));
  if (first !== undefined && second !== undefined && more.length === 0) {
    roles[first] = 'start';
    roles[second] = 'end';
  } else if (first !== undefined && second === undefined) roles[first] = 'other';
  return read.map(({ text: whole, name }, i) => ({ text: whole.replaceAll(/\s+/g, ' '), name, role: roles[i] ?? 'other' }));
}
