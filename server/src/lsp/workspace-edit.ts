/** Edits of one document as the client takes them. */
import type { ChangeAnnotation, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../findings.ts';
import type { Server } from './server.ts';

/** @param annotation what all of the edits are for, for clients that show it */
export function workspaceEdit({ client, positions }: Server, document: TextDocument, edits: readonly TextEdit[], annotation?: ChangeAnnotation): WorkspaceEdit {
  const { uri, version } = document;
  const converted = edits.map(({ span, newText }) => ({ range: positions.toRange(document, span), newText }));
  if (annotation && client.documentChanges && client.changeAnnotations) {
    const annotationId = annotation.label;
    return {
      documentChanges: [{ textDocument: { uri, version }, edits: converted.map((edit) => ({ ...edit, annotationId })) }],
      changeAnnotations: { [annotationId]: annotation },
    };
  }
  // With the version the client refuses edits that come too late.
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: converted }] }
    : { changes: { [uri]: converted } };
}
