/** The tree's own files: its header, which decides on the API, and its build files, which decide what is built without it. */
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { HEADER_PATH } from '../kernel/header.ts';
import { background } from './background.ts';
import type { Server } from './server.ts';

const WATCHED = [`**/${HEADER_PATH}`, '**/{Makefile,Kbuild,Kconfig*}'];

export function registerTreeWatch({ connection, client, documents, trees, contexts, surroundings, subscribers, ready, refresh }: Server): void {
  ready.listen(() => {
    if (!client.watchesFiles) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    background(
      connection.console,
      'Watching the kernel tree',
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  });
  connection.onDidChangeWatchedFiles(readAgain);
  // For clients that watch nothing: the header may at least be edited in one of their windows.
  documents.onDidSave(({ document }) => {
    if (document.uri.endsWith(`/${HEADER_PATH}`)) readAgain();
    else if (/\.[ch]$/.test(document.uri)) lookAgain();
  });

  function readAgain(): void {
    trees.refresh();
    contexts.forgetAll();
    lookAgain();
  }

  /** A function that others call may have changed. */
  function lookAgain(): void {
    surroundings.forgetAll();
    subscribers.forget(false);
    refresh.fire();
  }
}
