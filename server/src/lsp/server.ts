/** What the features of the language server share. It comes into being with the `initialize` request, when the client is known. */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { SubscriberThread } from '../host/subscriber-thread.ts';
import type { Lens } from '../lens.ts';
import { Trees } from '../workspace/tree.ts';
import { Analyses } from './analyses.ts';
import { CallbackLocks } from './callback-locks.ts';
import { clientOf, type Client } from './client.ts';
import { Contexts } from './contexts.ts';
import { createDocuments, type Documents } from './documents.ts';
import { Positions } from './positions.ts';
import { SettingsStore } from './settings-store.ts';
import { Signal } from './signal.ts';
import { Surroundings } from './surroundings.ts';
import { TreeSubscribers } from './tree-subscribers.ts';
import { pathOf } from './uris.ts';

export interface Server {
  readonly connection: Connection;
  readonly client: Client;
  readonly lens: Lens;
  readonly documents: Documents;
  readonly positions: Positions;
  readonly settings: SettingsStore;
  readonly trees: Trees;
  readonly contexts: Contexts;
  readonly surroundings: Surroundings;
  readonly analyses: Analyses;
  readonly subscribers: TreeSubscribers;
  /** Looks at subscribers for all who ask. */
  readonly subscriberThread: SubscriberThread;
  /** The client is ready for requests of ours. */
  readonly ready: Signal;
  /** Something other than a document's text has changed (settings, a tree's header): all open documents are to be looked at again. */
  readonly refresh: Signal;
}

/** A feature registers its handlers on the connection. */
export type Feature = (server: Server) => void;

export function createServer(connection: Connection, params: InitializeParams, lens: Lens): Server {
  const client = clientOf(params);
  const positions = new Positions(client.positionEncoding);
  const documents = createDocuments(positions);
  const settings = new SettingsStore(connection, client, params.initializationOptions);
  const trees = new Trees();
  const refresh = new Signal();
  const contexts = new Contexts(settings, trees, refresh);
  const subscriberThread = new SubscriberThread();
  const surroundings = new Surroundings(refresh, new CallbackLocks(subscriberThread), (path) => documents.all().find(({ uri }) => pathOf(uri) === path)?.getText());
  const analyses = new Analyses(lens, contexts, surroundings);
  return {
    connection,
    client,
    lens,
    documents,
    positions,
    settings,
    trees,
    contexts,
    surroundings,
    analyses,
    subscribers: new TreeSubscribers(connection, client, subscriberThread),
    subscriberThread,
    ready: new Signal(),
    refresh,
  };
}
