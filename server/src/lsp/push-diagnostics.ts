/** Diagnostics for clients that do not ask (`textDocument/publishDiagnostics`). */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { background } from './background.ts';
import { settledFor } from './settled.ts';
import type { Server } from './server.ts';
import { diagnosticsOf } from './to-diagnostic.ts';

export function registerPushDiagnostics(server: Server): void {
  const { connection, client, documents, analyses, refresh } = server;
  if (client.pullsDiagnostics) return;

  async function push(document: TextDocument): Promise<void> {
    const { version } = document;
    await settledFor(analyses.costOf(document));
    // A newer version has its own turn; a closed document has none.
    if (document.version !== version || documents.get(document.uri) !== document) return;
    const analysed = await analyses.of(document);
    if (documents.get(document.uri) !== document) return;
    await connection.sendDiagnostics({ uri: document.uri, version: analysed.version, diagnostics: diagnosticsOf(server, analysed) });
  }

  documents.onDidChangeContent(({ document }) => background(connection.console, 'Checking', push(document)));
  documents.onDidClose(({ document: { uri } }) =>
    background(connection.console, 'Clearing', connection.sendDiagnostics({ uri, diagnostics: [] })),
  );
  refresh.listen(() => background(connection.console, 'Checking', Promise.all(documents.all().map(push))));
}
