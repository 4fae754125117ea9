/** Preprocessor conditions as small trees over *atoms*. */
import { normalizeCondition } from './directives.ts';
import { Kind, lex, Punct, tokenText, type Tokens } from './lexer.ts';

export type Condition =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly name: string }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition };

/** Macros of include/linux/kconfig.h that ask for a configuration symbol. Built in and module are one atom: both mean "is there". */
const SYMBOL_MACROS: ReadonlySet<string> = new Set(['IS_ENABLED', 'IS_BUILTIN', 'IS_REACHABLE', 'CONFIG_IS_ENABLED']);

const parsed = new Map<string, Condition>();

/** Parse a condition's text. Never fails: what is not logic becomes a textual atom. Memoised by text. */
export function parseCondition(text: string): Condition {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  // Half-typed conditions come and go with every keystroke; a bounded table needs no cleverer eviction.
  if (parsed.size > 5000) parsed.clear();
  const reader = new Reader(text, lex(text));
  const condition = reader.or(0);
  parsed.set(text, condition);
  return condition;
}

/** The atom for "NAME is defined": a configuration symbol's own name (`_MODULE` dropped), `defined(NAME)` for anything else. */
export function definedAtom(name: string): string {
  if (!name.startsWith('CONFIG_')) return `defined(${name})`;
  return name.endsWith('_MODULE') ? name.slice(0, -'_MODULE'.length) : name;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string, private readonly tokens: Tokens) {}

  or(depth: number): Condition {
    let left = this.and(depth);
    while (this.kind() === Kind.or) {
      this.at++;
      left = { kind: 'or', left, right: this.and(depth) };
    }
    // Text behind a surplus `)` is ignored.
    return left;
  }

  private and(depth: number): Condition {
    let left = this.unary(depth);
    while (this.kind() === Kind.and) {
      this.at++;
      left = { kind: 'and', left, right: this.unary(depth) };
    }
    return left;
  }

  private unary(depth: number): Condition {
    if (this.kind() === Punct.bang && depth < 200) {
      this.at++;
      return { kind: 'not', operand: this.unary(depth + 1) };
    }
    const end = this.endOfLeaf();
    if (this.kind() === Punct.openParen && this.closing(this.at) === end - 1 && depth < 200) {
      this.at++;
      const inner = this.or(depth + 1);
      this.at = end;
      return inner;
    }
    const leaf = this.leaf(this.at, end);
    this.at = end;
    return leaf;
  }

  /** The token behind the operand that starts here: the next `&&`, `||`, or unmatched `)`. */
  private endOfLeaf(): number {
    let nesting = 0;
    let i = this.at;
    for (; i < this.tokens.count; i++) {
      const kind = this.tokens.kinds[i];
      if (kind === Punct.openParen) nesting++;
      else if (kind === Punct.closeParen && --nesting < 0) break;
      else if (nesting === 0 && (kind === Kind.and || kind === Kind.or)) break;
    }
    return i;
  }

  private closing(open: number): number {
    let nesting = 0;
    for (let i = open; i < this.tokens.count; i++) {
      const kind = this.tokens.kinds[i];
      if (kind === Punct.openParen) nesting++;
      else if (kind === Punct.closeParen && --nesting === 0) return i;
    }
    return -1;
  }

  private leaf(from: number, to: number): Condition {
    if (from >= to) return { kind: 'constant', value: false };
    const first = tokenText(this.text, this.tokens, from);
    if (to - from === 1) {
      if (this.tokens.kinds[from] === Kind.number) return { kind: 'constant', value: !/^0+[uUlL]*$|^0[xX]0+[uUlL]*$/.test(first) };
      return { kind: 'atom', name: first };
    }
    const asks = first === 'defined' || SYMBOL_MACROS.has(first);
    const bare = to - from === 2 && first === 'defined';
    const called = to - from === 4 && this.tokens.kinds[from + 1] === Punct.openParen && this.tokens.kinds[from + 3] === Punct.closeParen;
    if (asks && (bare || called)) return { kind: 'atom', name: definedAtom(tokenText(this.text, this.tokens, called ? from + 2 : from + 1)) };
    return { kind: 'atom', name: normalizeCondition(this.text.slice(this.tokens.starts[from], this.tokens.ends[to - 1])) };
  }

  private kind(): number {
    return this.at < this.tokens.count ? (this.tokens.kinds[this.at] ?? 0) : 0;
  }
}
