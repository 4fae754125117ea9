/** Offsets of a text as the lines and columns of a report. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSpan } from '../findings.ts';
import type { Position, Range } from './document.ts';

export class Lines {
  readonly #document: TextDocument;

  constructor(text: string) {
    this.#document = TextDocument.create('', 'c', 0, text);
  }

  /** @param offset in UTF-16 units @returns 1-based line and column */
  position(offset: number): Position {
    const { line, character } = this.#document.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  }

  range(span: FileSpan): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }
}
