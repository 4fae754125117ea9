/** `textDocument/codeLens`: what features have to say above lines of code. */
import type { CodeLens } from 'vscode-languageserver';
import type { Server } from './server.ts';
import { settledFor } from './settled.ts';
import { simulationLenses } from './simulation-lenses.ts';
import { tableLenses } from './subscribers.ts';

export function registerCodeLenses(server: Server): void {
  const { connection, documents, analyses } = server;
  connection.onCodeLens(async ({ textDocument }, token): Promise<CodeLens[]> => {
    await settledFor(analyses.costOf(documents.get(textDocument.uri)));
    const document = documents.get(textDocument.uri);
    if (!document || token.isCancellationRequested) return [];
    const tables = await tableLenses(server, document);
    return token.isCancellationRequested ? [] : [...tables, ...simulationLenses(server, await analyses.of(document))];
  });
}
