/** The command Restart Server. */
import { commands, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

export function registerRestart(context: ExtensionContext, client: LanguageClient, log: LogOutputChannel): void {
  context.subscriptions.push(
    commands.registerCommand('mnlens.restartServer', async () => {
      log.info('Restarting the server on request.');
      // Not `client.restart()` alone: it refuses while a server that failed to start is still in the making.
      if (client.isRunning()) await client.restart();
      else await client.start();
    }),
  );
}
