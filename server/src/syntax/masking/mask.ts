/**
 * Rewriting kernel C, without changing its length or its lines, into C that the grammar understands.
 * Every change that matters to the meaning leaves a note for the converter.
 */
import type { Span } from '../ast.ts';
import { Kind, Punct, type Tokens } from '../lexer.ts';
import { ASM_WORDS } from '../vocabulary.ts';
import type { Notes } from './notes.ts';
import { render } from './render.ts';
import { repairOpenParen, repairOperator } from './repair.ts';
import { MaskState } from './state.ts';
import { maskAsm, maskDoEnd, maskStatementStart } from './statements.ts';
import { maskCast, maskNumber, maskWord } from './words.ts';

export interface Masked {
  /** As long as the region, with the same line ends. */
  readonly text: string;
  /** By offset in the whole text that the tokens came from. */
  readonly notes: Notes;
  /** Where half-typed text was left out, in no order. */
  readonly broken: readonly Span[];
}

/**
 * Mask `text[from, to)`, which holds tokens `first` to `last` (exclusive).
 * @param startsStatement whether the first token starts a statement (a body) or not (an expression)
 */
export function mask(text: string, tokens: Tokens, first: number, last: number, from: number, to: number, startsStatement: boolean): Masked {
  const state = new MaskState(text, tokens, first, last);
  const broken: Span[] = [];
  new Masker(state, startsStatement, broken).run();
  return { text: render(text, tokens, first, last, from, to, { tokens: state.rewrites, gaps: state.gaps }), notes: state.notes, broken };
}

const CONDITION_HEADS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'switch']);

/** What an open bracket holds. */
type Context = 'block' | 'do-block' | 'inner-block' | 'data' | 'parens';

class Masker {
  readonly #state: MaskState;
  readonly #contexts: Context[] = [];
  /** The next token starts a statement. */
  #atStatement: boolean;
  #afterDo = false;
  readonly #broken: Span[];
  /** Tokens before this one are left out. */
  #skipTo = 0;

  constructor(state: MaskState, atStatement: boolean, broken: Span[]) {
    this.#state = state;
    this.#broken = broken;
    this.#atStatement = atStatement;
  }

  run(): void {
    const { first, last } = this.#state;
    for (let i = first; i < last; i++) if (i >= this.#skipTo) this.#token(i);
  }

  #token(i: number): void {
    const state = this.#state;
    const kind = state.kind(i);
    const wasStatement = this.#atStatement;
    const wasDo = this.#afterDo;
    this.#atStatement = false;
    this.#afterDo = false;
    switch (kind) {
      case Kind.identifier:
        this.#identifier(i, wasStatement);
        return;
      case Punct.openBrace:
        this.#openBrace(i, wasStatement, wasDo);
        return;
      case Punct.closeBrace:
        this.#closeBrace(i);
        return;
      case Punct.openParen:
        if (state.match(i) < 0 && this.#contexts.length > 0) {
          const end = repairOpenParen(state, i, this.#broken);
          if (end !== undefined) {
            this.#skipTo = end;
            this.#atStatement = state.kind(end) !== Punct.semicolon && this.#inBlock();
            return;
          }
        }
        if (!state.isDone(i)) maskCast(state, i);
        this.#contexts.push('parens');
        return;
      case Punct.closeParen:
        if (this.#contexts.at(-1) === 'parens') this.#contexts.pop();
        this.#atStatement = state.headEnds.has(i);
        return;
      case Punct.semicolon:
        this.#atStatement = this.#inBlock();
        return;
      case Punct.colon:
        this.#atStatement = state.labelColons.has(i);
        return;
      case Kind.number:
        if (!state.isDone(i)) maskNumber(state, i);
        return;
      case Kind.and:
        if (state.kind(i + 1) === Kind.identifier && this.#wantsOperand(i)) state.rewrite(i, ' &');
        break;
    }
    if (this.#contexts.length > 0 && !state.isDone(i)) repairOperator(state, i, this.#broken);
  }

  #identifier(i: number, atStatement: boolean): void {
    const state = this.#state;
    if (state.isDone(i)) return;
    const word = state.word(i);
    if (atStatement) {
      maskStatementStart(state, i);
      if (CONDITION_HEADS.has(word) && state.kind(i + 1) === Punct.openParen && state.match(i + 1) >= 0) state.headEnds.add(state.match(i + 1));
      if (word === 'else' || word === 'do') {
        this.#atStatement = true;
        this.#afterDo = word === 'do';
      }
      if (state.isDone(i) && !state.notes.has(state.start(i))) {
        // A blanked word (`static`, `goto`) leaves the statement's start to the next token.
        this.#atStatement = state.kind(i + 1) === Kind.identifier;
        return;
      }
      if (state.isDone(i)) return;
    } else if (ASM_WORDS.has(word) && word.includes('asm__') === word.startsWith('__') && state.kind(i + 1) === Punct.openParen) {
      // `register long r asm("r0") = x;`
      const close = state.match(i + 1);
      if (close >= 0 && state.kind(i - 1) === Kind.identifier) state.blank(i, close + 1);
      else maskAsm(state, i);
      return;
    }
    maskWord(state, i, this.#contexts.at(-1) === 'parens');
    // Behind a leading annotation the statement has not begun yet.
    if (atStatement && state.isDone(i)) this.#atStatement = !state.notes.has(state.start(i));
  }

  #openBrace(i: number, atStatement: boolean, afterDo: boolean): void {
    const previous = this.#state.kind(i - 1);
    const inParens = this.#contexts.at(-1) === 'parens';
    if (atStatement) this.#contexts.push(afterDo ? 'do-block' : 'block');
    else if (previous === Punct.openParen || (previous === Punct.comma && inParens)) this.#contexts.push('inner-block');
    else {
      this.#contexts.push('data');
      return;
    }
    this.#atStatement = true;
  }

  #closeBrace(i: number): void {
    // Parentheses left open end with the block around them.
    while (this.#contexts.at(-1) === 'parens') this.#contexts.pop();
    const context = this.#contexts.pop();
    if (context === 'do-block') maskDoEnd(this.#state, i);
    else this.#atStatement = context === 'block';
  }

  #inBlock(): boolean {
    const context = this.#contexts.at(-1);
    return context === 'block' || context === 'do-block' || context === 'inner-block';
  }

  /** `&&` where an operand must stand takes a label's address. */
  #wantsOperand(i: number): boolean {
    switch (this.#state.kind(i - 1)) {
      case Punct.openParen:
      case Punct.openBracket:
      case Punct.openBrace:
      case Punct.comma:
      case Punct.equals:
      case Punct.question:
        return true;
      default:
        return false;
    }
  }
}
