/** Diagnostics for clients that ask for them (`textDocument/diagnostic`). */
import { DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { background } from './background.ts';
import { mustBeWanted, settledFor } from './settled.ts';
import type { Server } from './server.ts';
import { diagnosticsOf } from './to-diagnostic.ts';

/** Serial numbers begin anew with each run of the server, and a client may still hold those of an earlier one. */
const RUN = Date.now().toString(36);

export function registerPullDiagnostics(server: Server): void {
  const { connection, client, documents, analyses, refresh } = server;
  if (!client.pullsDiagnostics) return;

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
    await settledFor(analyses.costOf(documents.get(textDocument.uri)));
    mustBeWanted(token);
    const document = documents.get(textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const analysed = await analyses.of(document);
    const resultId = `${RUN}.${analysed.serial}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(server, analysed) };
  });

  refresh.listen(() => {
    if (client.refreshesDiagnostics) background(connection.console, 'Refreshing diagnostics', connection.languages.diagnostics.refresh());
  });
}
