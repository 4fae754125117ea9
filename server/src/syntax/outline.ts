/**
 * The outline of a C file: its top-level pieces. Damage inside one piece never reaches another, and a piece whose
 * text is unchanged need not be looked at again after an edit elsewhere.
 */
import type { Span } from './ast.ts';

/** One `#if`/`#ifdef`/`#elif`/`#else` branch around a piece: all conditions of `not` are false and `holds`, if there is one, is true. */
export interface Guard {
  /** Condition texts as written, of the earlier branches of this group: `defined(CONFIG_X)` for `#ifdef CONFIG_X`. */
  readonly not: readonly string[];
  readonly holds?: string;
}

interface PieceBase {
  /** UTF-16 offset of the piece in the file. */
  readonly start: number;
  readonly end: number;
  /** The piece's own text (`file.slice(start, end)`). */
  readonly text: string;
  /** The file-level preprocessor branches that the piece stands in, outermost first; include guards are left out. */
  readonly guards: readonly Guard[];
}

export interface FunctionPiece extends PieceBase {
  readonly kind: 'function';
  readonly name: string;
  /** Ordinal among functions of this name in the file, 0-based (`#ifdef` alternatives define one name twice). */
  readonly ordinal: number;
  /** All identifiers that occur in the piece outside comments, strings and preprocessor directives' names. */
  readonly identifiers: ReadonlySet<string>;
  /** Braces or brackets do not balance: the text is half-typed. */
  readonly broken: boolean;
}

/** A `#define`, wherever it stands (inside functions too). */
export interface MacroPiece extends PieceBase {
  readonly kind: 'macro';
  readonly name: string;
  /** Parameter names; absent for an object-like macro. */
  readonly parameters?: readonly string[];
  readonly identifiers: ReadonlySet<string>;
  /** The replacement text's span, relative to the piece. */
  readonly replacement: Span;
}

/** A declaration, definition of data, or text that could not be understood. */
export interface OtherPiece extends PieceBase {
  readonly kind: 'other';
  readonly identifiers: ReadonlySet<string>;
}

export type Piece = FunctionPiece | MacroPiece | OtherPiece;

export interface Outline {
  readonly pieces: readonly Piece[];
}
