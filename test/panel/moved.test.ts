/** Where a place is after an edit: as a document says that its lines are moved. */
import { expect, test } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { moved } from '../../client/src/simulation/moved.ts';

const TEXT = 'int a;\nint b;\n\nstatic void f(void)\n{\n\tg();\n}\n';

/** One edit of the text, and where the marked place is told to be then. */
function after(offset: number, start: number, end: number, text: string): { readonly told: number; readonly document: TextDocument } {
  const document = TextDocument.create('file:///a.c', 'c', 1, TEXT);
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  const position = moved(document.positionAt(offset), [{ range, text } as TextDocumentContentChangeEvent]);
  const edited = TextDocument.create('file:///a.c', 'c', 2, TEXT.slice(0, start) + text + TEXT.slice(end));
  return { told: edited.offsetAt(position), document: edited };
}

test('the same letter, wherever before it something is typed, pasted or deleted', () => {
  const offset = TEXT.indexOf('g()');
  for (const text of ['', 'x', '\n', 'long x;\n', '\n\n', 'a\nb\nc']) {
    for (let start = 0; start <= offset; start++) {
      for (const end of [start, start + 1, start + 8, offset].filter((one) => one >= start && one <= offset)) {
        const { told, document } = after(offset, start, end, text);
        expect(document.getText().slice(told), JSON.stringify({ start, end, text })).toBe(TEXT.slice(offset));
      }
    }
  }
});

test('what is typed behind it does not move it', () => {
  const offset = TEXT.indexOf('g()');
  for (let start = offset + 1; start <= TEXT.length; start++) expect(after(offset, start, start, 'x\ny').told).toBe(offset);
});

test('it stays on the sheet where what is around it is deleted', () => {
  const { told } = after(TEXT.indexOf('g()'), 0, TEXT.length, '');
  expect(told).toBe(0);
});

test('of several edits at once, each in the text before it, as VS Code tells them: from the last to the first', () => {
  const at = (line: number, character = 0) => ({ start: { line, character }, end: { line, character } });
  const changes = [{ range: at(4), text: '\n' }, { range: at(1), text: 'x\ny\n' }, { range: at(0, 3), text: 'eger' }] as TextDocumentContentChangeEvent[];
  expect(moved({ line: 5, character: 1 }, changes)).toEqual({ line: 8, character: 1 });
});
