/** What the masker tells the converter about a place that it rewrote, by the offset in the piece. */

export type Note =
  /** The `while` (or `if`) here stands for a macro's name that ends at `nameEnd`. */
  | { readonly kind: 'macro-block'; readonly nameEnd: number; readonly isDo: boolean; readonly isEmpty: boolean }
  /** A type given to a macro as an argument, ending at `end`. */
  | { readonly kind: 'type'; readonly end: number }
  /** A `return`, `goto`, `break` or `continue` given to a macro as an argument. */
  | { readonly kind: 'jump'; readonly keyword: string; readonly end: number; readonly label: string | undefined; readonly hasValue: boolean }
  /** `name;` stands for the label `name:`. */
  | { readonly kind: 'label'; readonly end: number }
  /** A `+` put before a call to make its statement an expression. */
  | { readonly kind: 'forced' }
  /** The case label here is a GNU range. */
  | { readonly kind: 'range' }
  /** An inline assembly statement whose operands were made a call's arguments. */
  | { readonly kind: 'asm'; readonly labels: readonly string[] }
  /** `*p;` here stands for `goto *p;`. */
  | { readonly kind: 'computed-goto' }
  /** A declared name's cleanup function: the note is at the name. */
  | { readonly kind: 'cleanup'; readonly cleanup: string }
  /** A type name written as `int` for the parser ends at `end`. */
  | { readonly kind: 'type-name'; readonly end: number };

export type Notes = ReadonlyMap<number, Note>;
