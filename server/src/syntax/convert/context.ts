/** What every part of the conversion needs: the nodes, the original text that all names are read from, and the masker's notes. */
import type { DamagedStmt, Expr, OpaqueExpr, Span } from '../ast.ts';
import { Kind, lex, Punct, tokenText } from '../lexer.ts';
import type { Note, Notes } from '../masking/notes.ts';
import type { Nodes } from '../nodes.ts';
import { CONTROL_KEYWORDS } from '../vocabulary.ts';

/** Statements and expressions inside each other beyond this are not converted: no kernel code is so deep, and the stack ends somewhere. */
const DEEPEST = 400;

export class Conversion {
  readonly nodes: Nodes;
  /** The original text; node offsets are offsets in it. */
  readonly text: string;
  readonly #notes: Notes;
  readonly #broken: readonly Span[];
  #depth = 0;

  constructor(nodes: Nodes, text: string, notes: Notes, broken: readonly Span[]) {
    this.#broken = broken;
    this.nodes = nodes;
    this.text = text;
    this.#notes = notes;
  }

  span(node: number): Span {
    return { start: this.nodes.start(node), end: this.nodes.end(node) };
  }

  source(node: number): string {
    return this.text.slice(this.nodes.start(node), this.nodes.end(node));
  }

  /** The note of `kind` at the start of `node`. */
  note<K extends Note['kind']>(node: number, kind: K): Extract<Note, { kind: K }> | undefined {
    if (this.#notes.size === 0) return undefined;
    const note = this.#notes.get(this.nodes.start(node));
    return note !== undefined && isKind(note, kind) ? note : undefined;
  }

  /** The identifiers that the masker left out of a node because they were half-typed; `undefined` if it left out nothing. */
  leftOut(node: number): Expr[] | undefined {
    const found = this.#broken.filter((span) => span.start >= this.nodes.start(node) && span.start <= this.nodes.end(node));
    if (found.length === 0) return undefined;
    return found.flatMap((span) => namesIn(this.text, span));
  }

  /** Run `convert` one level deeper; `tooDeep` instead where the nesting has no reasonable end. */
  nested<T>(convert: () => T, tooDeep: () => T): T {
    if (this.#depth >= DEEPEST) return tooDeep();
    this.#depth++;
    try {
      return convert();
    } finally {
      this.#depth--;
    }
  }

  opaque(node: number, mentions: readonly Expr[], damaged: boolean): OpaqueExpr {
    return { kind: 'opaque', span: this.span(node), mentions, damaged };
  }

  damaged(node: number, control?: boolean): DamagedStmt {
    const found = wordsIn(this.text, this.nodes.start(node), this.nodes.end(node));
    return { kind: 'damaged', span: this.span(node), control: control ?? found.control, names: found.names };
  }

  /** Whether an ERROR or MISSING node is a direct child of `node`. A missing `;` at the end of a line is no damage. */
  hasOwnDamage(node: number): boolean {
    const { nodes } = this;
    if (!nodes.isDamaged(node)) return false;
    for (const child of nodes.children(node)) {
      if (nodes.type(child) === 'ERROR') return true;
      if (nodes.isMissing(child) && !this.isForgivable(child)) return true;
    }
    return false;
  }

  /** Whether a MISSING node is a `;` that a line end or brace stands in for. */
  isForgivable(node: number): boolean {
    return this.nodes.type(node) === ';' && /^[ \t]*(?:[\r\n}/]|$)/.test(this.text.slice(this.nodes.start(node), this.nodes.start(node) + 200));
  }

  /** Whether damage at or below `node` may hide control flow. */
  hidesControl(node: number): boolean {
    const { nodes } = this;
    if (!nodes.isDamaged(node)) return false;
    if (nodes.type(node) === 'ERROR') return wordsIn(this.text, nodes.start(node), nodes.end(node)).control;
    if (nodes.isMissing(node)) return nodes.type(node) === '}' || nodes.type(node) === '{';
    const pending = nodes.children(node);
    for (let child = pending.pop(); child !== undefined; child = pending.pop()) {
      if (!nodes.isDamaged(child)) continue;
      const type = nodes.type(child);
      if (type === 'ERROR') {
        if (wordsIn(this.text, nodes.start(child), nodes.end(child)).control) return true;
      } else if (nodes.isMissing(child)) {
        if (type === '}' || type === '{') return true;
      } else pending.push(...nodes.children(child));
    }
    return false;
  }
}

function isKind<K extends Note['kind']>(note: Note, kind: K): note is Extract<Note, { kind: K }> {
  return note.kind === kind;
}

function namesIn(text: string, { start, end }: Span): Expr[] {
  const tokens = lex(text, start, end);
  const out: Expr[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] !== Kind.identifier) continue;
    out.push({ kind: 'name', span: { start: tokens.starts[i] ?? start, end: tokens.ends[i] ?? end }, name: tokenText(text, tokens, i) });
  }
  return out;
}

/** The identifiers in `text[from, to)`, and whether a brace or control keyword is among its tokens. */
export function wordsIn(text: string, from: number, to: number): { readonly control: boolean; readonly names: readonly string[] } {
  const tokens = lex(text, from, to);
  const names = new Set<string>();
  let control = false;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i];
    if (kind === Punct.openBrace || kind === Punct.closeBrace) control = true;
    else if (kind === Kind.identifier) {
      const word = tokenText(text, tokens, i);
      if (CONTROL_KEYWORDS.has(word)) control = true;
      else names.add(word);
    }
  }
  return { control, names: [...names] };
}
