/** What the tree's subscribers do: in hovers, as a request, and on ops tables. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { CodeLens, Hover } from 'vscode-languageserver-protocol';
import { METHODS, type SubscribersResult } from '../../server/src/lsp/protocol.ts';
import { CLEAN, HEADER_6_3 } from '../support/sources.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { Client, MODERN } from './client.ts';

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const TREE = { 'include/linux/mmu_notifier.h': HEADER_6_3, Makefile: '', Kbuild: '', 'mm/clean.c': CLEAN, 'drivers/example.c': SUBSCRIBER };
const uriIn = (folder: string, file: string): string => pathToFileURL(path.join(folder, file)).href;

async function start(folder: string, capabilities = MODERN): Promise<Client> {
  client = await Client.start({ capabilities, folders: [{ uri: pathToFileURL(folder).href, name: 'tree' }] });
  return client;
}

async function hoverOn(server: Client, uri: string, text: string, word: string): Promise<string> {
  const before = text.slice(0, text.indexOf(word) + 3).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const answer = await server.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
  return answer && typeof answer.contents === 'object' && 'value' in answer.contents ? answer.contents.value : '';
}

test('a hover says that it is being computed, and then what each does', async () => {
  const folder = tempFolder(TREE);
  const server = await start(folder);
  const uri = uriIn(folder, 'mm/clean.c');
  await server.open(uri, CLEAN);
  expect(await hoverOn(server, uri, CLEAN, 'MMU_NOTIFY_CLEAR')).toContain('being computed');
  await server.connection.sendRequest(METHODS.subscribers, { uri });
  const known = await hoverOn(server, uri, CLEAN, 'MMU_NOTIFY_CLEAR');
  expect(known).toContain(`| [example_ops](${uriIn(folder, 'drivers/example.c')}#L14) | invalidate | acts, may fail, may sleep if blockable |`);
  expect(server.notifications.filter(({ method }) => method === '$/progress').length).toBeGreaterThan(1);
});

test('an event that is ignored by its owner', async () => {
  const folder = tempFolder(TREE);
  const server = await start(folder);
  const uri = uriIn(folder, 'mm/clean.c');
  const text = `/* MMU_NOTIFY_MIGRATE */\n${CLEAN}`;
  await server.open(uri, text);
  await server.connection.sendRequest(METHODS.subscribers, { uri });
  expect(await hoverOn(server, uri, text, 'MMU_NOTIFY_MIGRATE')).toMatch(/example_ops.*acts, ignores its own/);
});

test('no tree, no table', async () => {
  const server = await start(tempFolder({ 'a.c': CLEAN }));
  await server.open('file:///nowhere/a.c', CLEAN);
  expect(await hoverOn(server, 'file:///nowhere/a.c', CLEAN, 'MMU_NOTIFY_CLEAR')).not.toContain('subscriber in this tree');
});

test('the request tells tables, callbacks and registrations; a changed file is looked at again', async () => {
  const folder = tempFolder(TREE);
  const server = await start(folder);
  const ask = (): Promise<SubscribersResult> => server.connection.sendRequest<SubscribersResult>(METHODS.subscribers, {});
  const first = await ask();
  expect(first.folder).toBe(pathToFileURL(folder).href);
  expect(first.tables).toHaveLength(1);
  expect(first.tables[0]).toMatchObject({ name: 'example_ops', kind: 'interval', uri: uriIn(folder, 'drivers/example.c'), position: { line: 31, character: 46 } });
  expect(first.tables[0]?.callbacks[0]).toMatchObject({ member: 'invalidate', function: 'example_invalidate', facts: ['asks, and tries the lock', 'ignores its own MIGRATE', 'mutex ex->lock', 'sequence set: unless filtered'] });
  expect(first.registrations.map(({ text }) => text)).toEqual(['mmu_interval_notifier_insert() in example_open()', 'mmu_interval_notifier_remove() in example_close()']);
  const file = path.join(folder, 'drivers/example.c');
  writeFileSync(file, readFileSync(file, 'utf8').replace('MMU_NOTIFY_MIGRATE', 'MMU_NOTIFY_EXCLUSIVE'));
  expect(await ask()).toEqual(first);
  await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri: uriIn(folder, 'drivers/example.c') } });
  await server.open(uriIn(folder, 'drivers/example.c'), SUBSCRIBER);
  await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri: uriIn(folder, 'drivers/example.c') } });
  expect((await ask()).tables[0]?.callbacks[0]?.facts).toContain('ignores its own EXCLUSIVE');
});

test('a code lens on an ops table, as the document is in the editor', async () => {
  const folder = tempFolder(TREE);
  const server = await start(folder);
  const uri = uriIn(folder, 'drivers/example.c');
  const document = await server.open(uri, SUBSCRIBER);
  const lenses = (): Promise<CodeLens[]> => server.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const [lens] = await lenses();
  expect(lens?.command?.title).toBe('1 callback · asks, and tries the lock · ignores its own MIGRATE · sequence set: unless filtered');
  expect(lens?.range.start).toEqual({ line: 31, character: 46 });
  await server.edit(document, '\telse if (!mutex_trylock(&ex->lock))\n\t\treturn false;\n', '');
  expect((await lenses())[0]?.command?.title).toContain('asks');
  await server.open(uriIn(folder, 'mm/clean.c'), CLEAN);
  expect(await server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: uriIn(folder, 'mm/clean.c') } })).toEqual([]);
});

test('a file is looked at again when another one has changed that it calls into, and not for others', async () => {
  const hardware = (lock: string): string => `void example_hw_stop(struct example *ex)\n{\n\tmutex_lock(&ex->${lock});\n\tex->idle = 1;\n\tmutex_unlock(&ex->${lock});\n}\n`;
  const caller = SUBSCRIBER.replace('mmu_interval_set_seq(', 'example_hw_stop(ex);\n\tmmu_interval_set_seq(');
  const folder = tempFolder({ ...TREE, 'drivers/example/example.c': caller, 'drivers/example/hw.c': hardware('first'), 'drivers/other/hw.c': '' });
  const server = await start(folder);
  const facts = async (): Promise<string> => {
    const { tables } = await server.connection.sendRequest<SubscribersResult>(METHODS.subscribers, {});
    return tables.find(({ uri }) => uri.endsWith('/example/example.c'))?.callbacks[0]?.facts.join('; ') ?? '';
  };
  expect(await facts()).toContain('ex->first');
  writeFileSync(path.join(folder, 'drivers/example/hw.c'), hardware('second'));
  const changed = (file: string): Promise<void> => server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriIn(folder, file), type: 2 }] });
  await changed('drivers/other/hw.c');
  expect(await facts()).toContain('ex->first');
  await changed('drivers/example/hw.c');
  expect(await facts()).toContain('ex->second');
});
