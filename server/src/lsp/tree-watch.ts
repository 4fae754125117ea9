/** The tree's own files: its header, which decides on the API, and its build files, which decide what is built without it. */
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { HEADER_PATH } from '../kernel/header.ts';
import { background } from './background.ts';
import type { Server } from './server.ts';
import { pathOf } from './uris.ts';

const WATCHED = [`**/${HEADER_PATH}`, '**/{Makefile,Kbuild,Kconfig*}', '**/*.{c,h}'];

/** What a build writes. */
const MADE = /\/generated\/|\.mod\.c$/;

export function registerTreeWatch({ connection, client, documents, trees, contexts, surroundings, subscribers, subscriberThread, ready, refresh }: Server): void {
  ready.listen(() => {
    if (!client.watchesFiles) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    background(
      connection.console,
      'Watching the kernel tree',
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed = changes.map(({ uri }) => uri).filter((uri) => !MADE.test(uri));
    if (changed.some((uri) => uri.endsWith(`/${HEADER_PATH}`) || !isSource(uri))) readAgain();
    else if (changed.length > 0) lookAgain(changed);
  });
  // For clients that watch nothing: the header may at least be edited in one of their windows.
  documents.onDidSave(({ document }) => {
    if (document.uri.endsWith(`/${HEADER_PATH}`)) readAgain();
    else if (isSource(document.uri)) lookAgain([document.uri]);
  });

  function readAgain(): void {
    trees.refresh();
    contexts.forgetAll();
    lookAgain();
  }

  /** A function that others call may have changed. @param changed in these files; in any, where it is not said */
  function lookAgain(changed?: readonly string[]): void {
    const files = changed?.flatMap((uri) => pathOf(uri) ?? []);
    subscriberThread.forget();
    surroundings.forgetAll(files);
    subscribers.forget(files);
    refresh.fire();
  }
}

function isSource(uri: string): boolean {
  return /\.[ch]$/.test(uri);
}
