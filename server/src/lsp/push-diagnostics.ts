/** Diagnostics for clients that do not ask (`textDocument/publishDiagnostics`). */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { settled } from './settled.ts';
import type { Server } from './server.ts';
import { diagnosticsOf } from './to-diagnostic.ts';

export function registerPushDiagnostics(server: Server): void {
  const { connection, client, documents, analyses, refresh } = server;
  if (client.pullsDiagnostics) return;

  async function push(document: TextDocument): Promise<void> {
    const { version } = document;
    await settled();
    // A newer version has its own turn; a closed document has none.
    if (document.version !== version || documents.get(document.uri) !== document) return;
    const analysed = await analyses.of(document);
    if (documents.get(document.uri) !== document) return;
    await connection.sendDiagnostics({ uri: document.uri, version: analysed.version, diagnostics: diagnosticsOf(server, analysed) });
  }

  documents.onDidChangeContent(({ document }) => void push(document));
  documents.onDidClose(({ document }) => void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
  refresh.listen(() => documents.all().forEach((document) => void push(document)));
}
