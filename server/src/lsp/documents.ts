/** The open documents, kept in step by incremental sync in the negotiated encoding. */
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Positions } from './positions.ts';

export type Documents = TextDocuments<TextDocument>;

export function createDocuments(positions: Positions): Documents {
  return new TextDocuments<TextDocument>({
    create: (uri, languageId, version, content) => TextDocument.create(uri, languageId, version, content),
    update: (document, changes, version) => {
      // One by one: each change counts in the text that the one before has left.
      let updated = document;
      for (const change of changes) {
        const own = 'range' in change ? { text: change.text, range: positions.toDocumentRange(updated, change.range) } : change;
        updated = TextDocument.update(updated, [own], version);
      }
      return updated;
    },
  });
}
