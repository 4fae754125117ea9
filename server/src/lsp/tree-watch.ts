/** The tree's own files: its header, which decides on the API, and its build files, which decide what is built without it. */
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { background } from './background.ts';
import type { Server } from './server.ts';

const WATCHED = ['**/include/linux/mmu_notifier.h', '**/{Makefile,Kbuild,Kconfig*}'];

export function registerTreeWatch({ connection, client, trees, contexts, ready, refresh }: Server): void {
  ready.listen(() => {
    if (!client.watchesFiles) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    background(
      connection.console,
      'Watching the kernel tree',
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  });
  connection.onDidChangeWatchedFiles(() => {
    trees.refresh();
    contexts.forgetAll();
    refresh.fire();
  });
}
