/**
 * Text that is edited several times over, as pieces of the original and of what was put in between, so that the sum of
 * all edits comes out in terms of the original. (Editors and `--fix` apply the fixes of a file one after the other, each found in
 * the text that the one before left; what is handed over is one set of edits that do not overlap.)
 */
import type { TextEdit } from '../findings.ts';

type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

export class PieceTable {
  readonly #original: string;
  #pieces: readonly Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ from: 0, to: original.length }];
  }

  /** The text as it is now. */
  get text(): string {
    return this.#pieces.map((piece) => ('text' in piece ? piece.text : this.#original.slice(piece.from, piece.to))).join('');
  }

  /** Apply edits whose spans count in the text as it is now; they stand in order and do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    // From the last to the first, so that the spans of those still to come stay true.
    for (const edit of edits.toReversed()) {
      this.#pieces = [
        ...this.#cut(0, edit.span.start),
        ...(edit.newText === '' ? [] : [{ text: edit.newText }]),
        ...this.#cut(edit.span.end, Number.POSITIVE_INFINITY),
      ];
    }
  }

  /** What turns the original into the text as it is now: edits in order, without overlap. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const flush = (upTo: number): void => {
      if (upTo > at || newText !== '') edits.push({ span: { start: at, end: upTo }, newText });
      newText = '';
    };
    for (const piece of this.#pieces) {
      if ('text' in piece) {
        newText += piece.text;
      } else {
        flush(piece.from);
        at = piece.to;
      }
    }
    flush(this.#original.length);
    return edits;
  }

  /** The pieces between two offsets of the text as it is now. */
  #cut(start: number, end: number): Piece[] {
    const cut: Piece[] = [];
    let offset = 0;
    for (const piece of this.#pieces) {
      const length = 'text' in piece ? piece.text.length : piece.to - piece.from;
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, length);
      if (from < to) cut.push('text' in piece ? { text: piece.text.slice(from, to) } : { from: piece.from + from, to: piece.from + to });
      offset += length;
    }
    return cut;
  }
}
