/** Making pieces. Identifiers are collected when first asked for: an outline is made on every keystroke, mostly of unchanged text. */
import { collectIdentifiers, Kind, lex, Punct, tokenText } from './lexer.ts';
import type { FunctionPiece, Guard, MacroPiece, OtherPiece, Piece } from './outline.ts';
import type { Span } from './ast.ts';

abstract class LazyPiece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly guards: readonly Guard[];
  #identifiers: ReadonlySet<string> | undefined;

  constructor(file: string, start: number, end: number, guards: readonly Guard[]) {
    this.start = start;
    this.end = end;
    this.text = file.slice(start, end);
    this.guards = guards;
  }

  get identifiers(): ReadonlySet<string> {
    if (this.#identifiers === undefined) {
      const found = new Set<string>();
      collectIdentifiers(this.text, found);
      this.#identifiers = found;
    }
    return this.#identifiers;
  }

  /** Take over what was found in a piece of the same text. @returns whether it is one */
  takeOver(before: LazyPiece): boolean {
    if (before.text !== this.text) return false;
    this.#identifiers = before.#identifiers;
    return true;
  }
}

/** Spare collecting the identifiers of what stands before and behind the place of an edit. */
export function takeOverIdentifiers(pieces: readonly Piece[], before: readonly Piece[]): void {
  const take = (to: Piece | undefined, from: Piece | undefined): boolean => to instanceof LazyPiece && from instanceof LazyPiece && to.takeOver(from);
  let first = 0;
  while (take(pieces[first], before[first])) first++;
  for (let last = 1; pieces.length - last >= first && take(pieces.at(-last), before.at(-last)); last++);
}

class FunctionPieceOf extends LazyPiece implements FunctionPiece {
  readonly kind = 'function';
  readonly name: string;
  readonly ordinal: number;
  readonly broken: boolean;

  constructor(file: string, start: number, end: number, guards: readonly Guard[], name: string, ordinal: number, broken: boolean) {
    super(file, start, end, guards);
    this.name = name;
    this.ordinal = ordinal;
    this.broken = broken;
  }
}

class MacroPieceOf extends LazyPiece implements MacroPiece {
  readonly kind = 'macro';
  readonly name: string;
  readonly parameters?: readonly string[];
  readonly replacement: Span;

  constructor(file: string, start: number, end: number, guards: readonly Guard[], name: string, parameters: readonly string[] | undefined, replacement: Span) {
    super(file, start, end, guards);
    this.name = name;
    if (parameters !== undefined) this.parameters = parameters;
    this.replacement = replacement;
  }
}

class OtherPieceOf extends LazyPiece implements OtherPiece {
  readonly kind = 'other';
}

export function functionPiece(file: string, start: number, end: number, guards: readonly Guard[], name: string, ordinal: number, broken: boolean): FunctionPiece {
  return new FunctionPieceOf(file, start, end, guards, name, ordinal, broken);
}

export function otherPiece(file: string, start: number, end: number, guards: readonly Guard[]): OtherPiece {
  return new OtherPieceOf(file, start, end, guards);
}

/** The macro that the directive `file[start, end)` defines; `undefined` while its name is not typed yet. */
export function macroPiece(file: string, start: number, end: number, guards: readonly Guard[]): MacroPiece | undefined {
  const directive = /^#[ \t]*define\b/.exec(file.slice(start, Math.min(end, start + 80)));
  if (directive === null) return undefined;
  // Only the name and the parameter list are read here; a replacement may be long.
  const tokens = lex(file, start + directive[0].length, end);
  if (tokens.count === 0 || tokens.kinds[0] !== Kind.identifier) return undefined;
  const name = tokenText(file, tokens, 0);
  let after = tokens.ends[0] ?? end;
  let parameters: string[] | undefined;
  if (tokens.kinds[1] === Punct.openParen && tokens.count > 1 && tokens.starts[1] === after) {
    parameters = [];
    let i = 2;
    for (; i < tokens.count && tokens.kinds[i] !== Punct.closeParen; i++) {
      if (tokens.kinds[i] === Kind.identifier) parameters.push(tokenText(file, tokens, i));
      else if (tokens.kinds[i] === Kind.ellipsis && tokens.kinds[i - 1] !== Kind.identifier) parameters.push('__VA_ARGS__');
    }
    after = i < tokens.count ? (tokens.ends[i] ?? end) : end;
  }
  let from = after;
  while (from < end && isBlank(file, from)) from++;
  let to = end;
  while (to > from && isBlank(file, to - 1)) to--;
  return new MacroPieceOf(file, start, end, guards, name, parameters, { start: from - start, end: to - start });
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 92) return text.charCodeAt(at + 1) === 10 || text.charCodeAt(at + 1) === 13;
  return code === 32 || code === 9 || code === 10 || code === 13;
}
