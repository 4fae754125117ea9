/** Where a place is after an edit of the text. */
import type { TextDocumentContentChangeEvent } from 'vscode';
import type { Position } from 'vscode-languageserver-types';

/** Stays where it is in an edit before or around it, as far as there is text. */
export function moved(position: Position, changes: readonly TextDocumentContentChangeEvent[]): Position {
  let { line, character } = position;
  for (const { range, text } of changes) {
    const isBefore = range.end.line < line || (range.end.line === line && range.end.character <= character);
    if (!isBefore) continue;
    const added = text.split('\n');
    const last = added.at(-1) ?? '';
    if (range.end.line === line) character += last.length - range.end.character + (added.length === 1 ? range.start.character : 0);
    line += added.length - 1 - (range.end.line - range.start.line);
  }
  return { line: Math.max(0, line), character: Math.max(0, character) };
}
