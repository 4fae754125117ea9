/** Settings: asked for again when the client says that they have changed. */
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { background } from './background.ts';
import type { Server } from './server.ts';

export function registerConfiguration({ connection, client, documents, settings, contexts, analyses, ready, refresh }: Server): void {
  ready.listen(() => {
    if (!client.configurationRegistration) return;
    background(
      connection.console,
      'Watching the settings',
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'mnlens' }),
    );
  });
  connection.onDidChangeConfiguration((params) => {
    settings.changed(params.settings);
    contexts.forgetAll();
    refresh.fire();
  });
  documents.onDidClose(({ document }) => {
    contexts.forget(document.uri);
    analyses.forget(document.uri);
  });
}
