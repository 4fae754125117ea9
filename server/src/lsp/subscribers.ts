/** `mnlens/subscribers`, and code lenses on ops tables. */
import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { blockingText, filterText, locksText, outcomeText, sequenceText, tableSummary } from '../host/subscriber-text.ts';
import type { CallbackEntry, PlaceEntry, RegistrationEntry, SubscriberEntry } from '../host/subscriber-entries.ts';
import { METHODS, type SubscriberCallback, type SubscriberPlace, type SubscribersParams, type SubscribersResult, type SubscriberTable } from './protocol.ts';
import type { Server } from './server.ts';
import { pathOf, uriOf } from './uris.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

export function registerSubscribers(server: Server): void {
  const { connection, contexts, trees, subscribers, subscriberThread } = server;
  const folders = new WorkspaceFolders(server);

  connection.onRequest(METHODS.subscribers, async ({ uri, refresh = false }: SubscribersParams): Promise<SubscribersResult> => {
    if (refresh) {
      subscriberThread.forget();
      subscribers.forget(undefined);
    }
    const folder = await folderOf(uri);
    if (folder === undefined) return { folder: null, tables: [], registrations: [] };
    const found = await subscribers.whole(folder);
    return { folder: uriOf(folder), tables: found.subscribers.map(tableOf), registrations: found.registrations.map(registrationOf) };
  });

  /** The tree of the document, or else of the workspace; a folder of the workspace where there is none. */
  async function folderOf(uri: string | undefined): Promise<string | undefined> {
    const document = uri === undefined ? undefined : (await contexts.of(uri)).tree?.root;
    if (document !== undefined) return document;
    const [first] = folders.paths();
    return first === undefined ? undefined : ((await trees.findTree(`${first}/any.c`))?.root ?? first);
  }
}

/** On each ops table, what its callbacks do. */
export async function tableLenses({ subscribers }: Server, document: TextDocument): Promise<readonly CodeLens[]> {
  const path = pathOf(document.uri);
  const text = document.getText();
  if (path === undefined || !SUBSCRIBER_WORDS.slice(0, 2).some((word) => text.includes(word))) return [];
  const found = await subscribers.ofText(path, text);
  return (found?.subscribers ?? []).map((table) => ({ range: rangeOf(table), command: { title: tableSummary(surveysOf(table)), command: '' } }));
}

function surveysOf({ callbacks }: SubscriberEntry): Parameters<typeof tableSummary>[0] {
  return callbacks.map(({ does }) => (does ? { survey: does } : {}));
}

function rangeOf({ line, column }: PlaceEntry): Range {
  const start = { line: line - 1, character: column - 1 };
  return { start, end: start };
}

function placeOf(place: PlaceEntry): SubscriberPlace {
  return { uri: uriOf(place.file), position: rangeOf(place).start };
}

function tableOf(table: SubscriberEntry): SubscriberTable {
  return { ...placeOf(table), name: table.name, kind: table.kind, summary: tableSummary(surveysOf(table)), callbacks: table.callbacks.map(callbackOf) };
}

function callbackOf(callback: CallbackEntry): SubscriberCallback {
  const { member, function: name, does, unknown } = callback;
  const sequence = does ? sequenceText(does) : '';
  const facts = does ? [blockingText(does), filterText(does), locksText(does), sequence === '' ? '' : `sequence set: ${sequence}`] : [`unknown: ${unknown ?? ''}`];
  return {
    ...placeOf(callback), member, function: name, facts: facts.filter((fact) => fact !== ''),
    events: (does?.events ?? []).map((outcome) => ({ event: outcome.event, does: outcomeText(outcome) })),
  };
}

function registrationOf(registration: RegistrationEntry): SubscriberPlace & { readonly text: string } {
  const { call, function: name, result } = registration;
  return { ...placeOf(registration), text: `${call}() in ${name}()${result === 'dropped' ? ', result dropped' : ''}` };
}
