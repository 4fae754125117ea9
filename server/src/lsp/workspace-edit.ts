/** Edits of one document as the client takes them. */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../findings.ts';
import type { Server } from './server.ts';

export function workspaceEdit({ client, positions }: Server, document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const { uri, version } = document;
  const converted = edits.map(({ span, newText }) => ({ range: positions.toRange(document, span), newText }));
  // With the version the client refuses edits that come too late.
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: converted }] }
    : { changes: { [uri]: converted } };
}
