/** The folders of the workspace as they come and go. */
import type { Server } from './server.ts';
import { pathOf } from './uris.ts';

export class WorkspaceFolders {
  readonly #uris: Set<string>;

  constructor({ connection, client, ready }: Server) {
    this.#uris = new Set(client.folders);
    ready.listen(() => {
      if (!client.workspaceFolders) return;
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#uris.delete(uri);
        for (const { uri } of added) this.#uris.add(uri);
      });
    });
  }

  /** Of those on disk. */
  paths(): readonly string[] {
    return [...this.#uris].flatMap((uri) => pathOf(uri) ?? []);
  }
}
