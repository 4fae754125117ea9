/** Offsets (UTF-16, as the core counts) and the positions that were negotiated with the client. */
import type { Position, Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSpan } from '../findings.ts';
import type { PositionEncoding } from './client.ts';

export class Positions {
  readonly #encoding: PositionEncoding;

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  toPosition(document: TextDocument, offset: number): Position {
    const { line, character } = document.positionAt(offset);
    if (this.#encoding === 'utf-16') return { line, character };
    const before = document.getText({ start: { line, character: 0 }, end: { line, character } });
    return { line, character: Buffer.byteLength(before) };
  }

  toRange(document: TextDocument, span: FileSpan): Range {
    return { start: this.toPosition(document, span.start), end: this.toPosition(document, span.end) };
  }

  toOffset(document: TextDocument, position: Position): number {
    return document.offsetAt(this.#encoding === 'utf-16' ? position : this.#fromUtf8(document, position));
  }

  toSpan(document: TextDocument, range: Range): FileSpan {
    return { start: this.toOffset(document, range.start), end: this.toOffset(document, range.end) };
  }

  /** The client's range as one of a `TextDocument`, which counts UTF-16 units whatever was negotiated. */
  toDocumentRange(document: TextDocument, { start, end }: Range): Range {
    if (this.#encoding === 'utf-16') return { start, end };
    return { start: this.#fromUtf8(document, start), end: this.#fromUtf8(document, end) };
  }

  #fromUtf8(document: TextDocument, { line, character }: Position): Position {
    const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    let bytes = 0;
    let units = 0;
    for (const point of text) {
      if (bytes >= character) break;
      bytes += Buffer.byteLength(point);
      units += point.length;
    }
    return { line, character: units };
  }
}
