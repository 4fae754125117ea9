/**
 * Pieces of text → syntax. A function's body is parsed alone, after masking, so that no damage reaches it from outside,
 * and the tree-sitter tree lives only for the conversion.
 */
import { Language, Parser } from 'web-tree-sitter';
import type { CompoundStmt, Expr, FunctionSyntax } from './ast.ts';
import { Conversion } from './convert/context.ts';
import { convertExpr } from './convert/expressions.ts';
import { convertCompound } from './convert/statements.ts';
import { findHead } from './head.ts';
import { lex, Punct, type Tokens } from './lexer.ts';
import { activeTokens } from './masking/active.ts';
import { mask } from './masking/mask.ts';
import { Nodes, Vocabulary } from './nodes.ts';
import type { FunctionPiece } from './outline.ts';
import { parametersOf, returnOf } from './parameters.ts';
import type { World } from './world.ts';

/** No function of a kernel has a hundredth of this; text that is no C can have any size, and the parser's recovery is slow. */
const LONGEST_BODY = 1_000_000;

export class SyntaxParser {
  readonly #parser: Parser;
  readonly #vocabulary: Vocabulary;

  private constructor(parser: Parser, language: Language) {
    this.#parser = parser;
    this.#vocabulary = new Vocabulary(language);
  }

  /** Start the parser. @param grammar the bytes of web-tree-sitter.wasm and tree-sitter-c.wasm. Rejects if they are not that. */
  static async load(grammar: { readonly runtime: Uint8Array; readonly grammar: Uint8Array }): Promise<SyntaxParser> {
    // A copy: the runtime wants a buffer of its own, which a slice of a pool is not.
    await Parser.init({ wasmBinary: grammar.runtime.slice().buffer });
    const language = await Language.load(grammar.grammar);
    const parser = new Parser();
    parser.setLanguage(language);
    return new SyntaxParser(parser, language);
  }

  /**
   * The syntax of a function as it reads in `world`; spans are relative to the piece.
   * `undefined` where that world has no head or body that can be told apart.
   */
  parseFunction(piece: FunctionPiece, world: World): FunctionSyntax | undefined {
    const { text } = piece;
    const tokens = activeTokens(text, world);
    const brace = bodyBrace(text, tokens);
    if (brace === undefined) return undefined;
    const { head, open } = brace;
    const from = tokens.starts[open] ?? 0;
    // To the last token: a surplus brace inside must not make the rest disappear.
    const body = this.#parseCompound(text, tokens, open, from, tokens.ends[tokens.count - 1] ?? from);
    if (body === undefined) return undefined;
    const { type, isStatic } = returnOf(text, tokens, head);
    const start = tokens.starts[head.name] ?? 0;
    const end = tokens.ends[head.name] ?? 0;
    return {
      name: text.slice(start, end),
      nameSpan: { start, end },
      isStatic,
      ...(type !== undefined ? { returnType: type } : {}),
      parameters: parametersOf(text, tokens, head),
      body,
    };
  }

  /** The expression that `text` is, spans relative to it; `undefined` if it is damaged or more than one. */
  parseExpression(text: string): Expr | undefined {
    const tokens = lex(text);
    if (tokens.count === 0 || !isBalanced(tokens)) return undefined;
    const masked = mask(text, tokens, 0, tokens.count, 0, text.length, false);
    return this.#withNodes(`{(${masked.text}\n);}`, -2, (nodes) => {
      const c = new Conversion(nodes, text, masked.notes, masked.broken);
      if (nodes.isDamaged(0) || masked.broken.length > 0) return undefined;
      const [compound] = nodes.namedChildren(0);
      const [statement, ...more] = compound === undefined ? [] : nodes.namedChildren(compound);
      if (statement === undefined || more.length > 0 || nodes.type(statement) !== 'expression_statement') return undefined;
      const [expression] = nodes.namedChildren(statement);
      return expression === undefined ? undefined : convertExpr(c, expression);
    });
  }

  /** The statements that `text` is (a macro's replacement, a declaration) in `world`, spans relative to it. */
  parseStatements(text: string, world: World = new Map()): CompoundStmt | undefined {
    const tokens = activeTokens(text, world);
    const masked = mask(text, tokens, 0, tokens.count, 0, text.length, true);
    return this.#withNodes(`{${masked.text}\n}`, -1, (nodes) => {
      const [compound] = nodes.namedChildren(0);
      if (compound === undefined || nodes.type(compound) !== 'compound_statement') return undefined;
      const { body } = convertCompound(new Conversion(nodes, text, masked.notes, masked.broken), compound);
      return { kind: 'compound', span: { start: 0, end: text.length }, body };
    });
  }

  #parseCompound(text: string, tokens: Tokens, first: number, from: number, to: number): CompoundStmt | undefined {
    if (to - from > LONGEST_BODY) return { kind: 'compound', span: { start: from, end: to }, body: [{ kind: 'damaged', span: { start: from, end: to }, control: true, names: [] }] };
    const masked = mask(text, tokens, first, tokens.count, from, to, true);
    return this.#withNodes(masked.text, from, (nodes) => {
      const c = new Conversion(nodes, text, masked.notes, masked.broken);
      const span = { start: from, end: to };
      const top = nodes.namedChildren(0);
      const [compound] = top;
      if (compound !== undefined && top.length === 1 && nodes.type(compound) === 'compound_statement') return { ...convertCompound(c, compound), span };
      // The braces do not hold together: nothing can be said of any statement.
      return { kind: 'compound', span, body: [c.damaged(0, true)] };
    });
  }

  #withNodes<T>(text: string, offset: number, use: (nodes: Nodes) => T): T | undefined {
    const tree = this.#parser.parse(text);
    if (tree === null) return undefined;
    let nodes: Nodes;
    try {
      nodes = new Nodes(tree, this.#vocabulary, offset);
    } finally {
      tree.delete();
    }
    return use(nodes);
  }
}

/** The first brace that opens a function's body, with its head. */
function bodyBrace(text: string, tokens: Tokens): { head: NonNullable<ReturnType<typeof findHead>>; open: number } | undefined {
  let nesting = 0;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] === Punct.closeBrace) nesting--;
    if (tokens.kinds[i] !== Punct.openBrace || nesting++ > 0) continue;
    const head = findHead(text, tokens, i, 0);
    if (head !== undefined) return { head, open: i };
  }
  return undefined;
}

/** Whether no parenthesis closes what `tokens` did not open. */
function isBalanced(tokens: Tokens): boolean {
  let nesting = 0;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] === Punct.openParen) nesting++;
    else if (tokens.kinds[i] === Punct.closeParen && --nesting < 0) return false;
  }
  return nesting === 0;
}
