/** `mnlens/status`: which API each open document is checked against. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { background } from './background.ts';
import { METHODS, type StatusParams } from './protocol.ts';
import type { Server } from './server.ts';
import { uriOf } from './uris.ts';

export function registerStatus({ connection, documents, contexts, refresh }: Server): void {
  const told = new Map<string, string>();

  async function tell({ uri }: TextDocument): Promise<void> {
    const { tree, input } = await contexts.of(uri);
    const status: StatusParams = {
      uri,
      tree: tree ? uriOf(tree.root) : null,
      generation: input.generation.release,
      ...(tree && 'problem' in tree.reading ? { problem: tree.reading.problem } : {}),
    };
    const text = JSON.stringify(status);
    if (told.get(uri) === text || !documents.get(uri)) return;
    told.set(uri, text);
    await connection.sendNotification(METHODS.status, status);
  }

  documents.onDidOpen(({ document }) => background(connection.console, 'Telling the status', tell(document)));
  documents.onDidClose(({ document }) => told.delete(document.uri));
  refresh.listen(() => background(connection.console, 'Telling the status', Promise.all(documents.all().map(tell))));
}
