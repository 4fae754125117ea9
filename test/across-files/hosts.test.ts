/** The real hosts: steps of a path in other files, on the command line and in an editor. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckDocument } from '../../server/src/cli/document.ts';
import { afterEach, expect, test } from 'vitest';
import { mnlens } from '../cli/run.ts';
import { Client, PUSHED } from '../lsp/client.ts';
import { tempFolder } from '../support/temp.ts';
import { callback, HARDWARE, MAIN, TREE } from './driver.ts';

const BODY = 'bar_hw_stop(bar, true);';
const HARDWARE_FILE = 'drivers/foo/bar/bar_hw.c';
const HARMLESS = HARDWARE.replace('mutex_lock(&bar->lock);', 'spin_lock(&bar->lock);').replace('mutex_unlock', 'spin_unlock');

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

test('mnlens check names the file of each step', async () => {
  const folder = tempFolder({ ...TREE, [MAIN]: callback(BODY) });
  const { status, stdout } = await mnlens(['check', '--format', 'json', MAIN], folder);
  const { findings }: CheckDocument = JSON.parse(stdout);
  expect(status).toBe(1);
  const lock = HARDWARE.split('\n').findIndex((line) => line.includes('mutex_lock')) + 1;
  expect(findings.map(({ trace }) => trace.at(-1))).toMatchObject([{ file: HARDWARE_FILE, line: lock, column: 2 }]);
  expect(findings[0]?.trace[0]).toMatchObject({ file: MAIN });
});

test('in an editor they are related information, and a change of the other file is seen when it is saved', async () => {
  const folder = tempFolder({ ...TREE, [MAIN]: callback(BODY) });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  client = await Client.start({ capabilities: PUSHED, folders: [{ uri: pathToFileURL(folder).href, name: 'tree' }] });
  const server = client;
  await server.open(uriOf(MAIN), readFileSync(path.join(folder, MAIN), 'utf8'));
  // What the file alone shows comes first, and is nothing.
  const finding = await server.until(() => server.published.get(uriOf(MAIN))?.find(({ code }) => code === 'blocking-callback'));
  const related = finding.relatedInformation ?? [];
  expect(related.at(-1)?.location.uri).toBe(uriOf(HARDWARE_FILE));
  expect(HARDWARE.split('\n')[related.at(-1)?.location.range.start.line ?? -1]).toContain('mutex_lock');

  writeFileSync(path.join(folder, HARDWARE_FILE), HARMLESS);
  const other = await server.open(uriOf(HARDWARE_FILE), HARMLESS);
  await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri: other.uri } });
  await server.until(() => (server.published.get(uriOf(MAIN))?.length === 0 ? true : undefined));
});

const BAR_HEADER = { 'drivers/foo/bar/bar.h': 'struct bar {\n\tstruct mutex lock;\n\tstruct mmu_interval_notifier notifier;\n};\n' };
const WAITS = callback('if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\tmutex_lock(&bar->lock);\n\tmutex_unlock(&bar->lock);');
const SUBMIT_FILE = 'drivers/foo/bar/bar_cs.c';
const SUBMIT = `#include "bar.h"

void bar_submit(struct bar *bar)
{
	mutex_lock(&bar->lock);
	bar->p = kmalloc(8, GFP_KERNEL);
	mutex_unlock(&bar->lock);
}
`;

test.each([
  ['the file alone, which uses no notifier', SUBMIT, SUBMIT_FILE],
  ['the folder of one that uses none', SUBMIT, 'drivers/foo'],
  ['the folder, where it uses some', `${SUBMIT}\nvoid bar_wait(struct bar *bar)\n{\n\tmmu_interval_read_begin(&bar->notifier);\n}\n`, 'drivers'],
  ['the tree of one that uses none', SUBMIT, '.'],
  ['the tree, where it uses some', `${SUBMIT}\nvoid bar_wait(struct bar *bar)\n{\n\tmmu_interval_read_begin(&bar->notifier);\n}\n`, '.'],
])('mnlens check looks for callbacks that wait for locks: %s', async (_, text, target) => {
  const folder = tempFolder({ ...TREE, ...BAR_HEADER, [MAIN]: WAITS, [SUBMIT_FILE]: text });
  const { stdout } = await mnlens(['check', '--format', 'json', target], folder);
  const { findings }: CheckDocument = JSON.parse(stdout);
  const found = findings.filter(({ file }) => file === SUBMIT_FILE);
  expect(found.map(({ rule, trace }) => [rule, trace.at(-1)?.file])).toEqual([['reclaim-in-callback', MAIN]]);
  const others = await mnlens(['check', '--format', 'json', '--rule', 'missing-event', target], folder);
  expect(JSON.parse(others.stdout)).toMatchObject({ findings: [] });
});

test('an editor shows them in a file that uses no notifier, until the callback waits no more', async () => {
  const folder = tempFolder({ ...TREE, ...BAR_HEADER, [MAIN]: WAITS, [SUBMIT_FILE]: SUBMIT });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  client = await Client.start({ capabilities: PUSHED, folders: [{ uri: pathToFileURL(folder).href, name: 'tree' }] });
  const server = client;
  const document = await server.open(uriOf(SUBMIT_FILE), SUBMIT);
  const finding = await server.until(() => server.published.get(uriOf(SUBMIT_FILE))?.find(({ code }) => code === 'reclaim-in-callback'));
  expect(finding.relatedInformation?.at(-1)?.location.uri).toBe(uriOf(MAIN));

  const edited = await server.edit(document, 'GFP_KERNEL', 'GFP_NOWAIT');
  await server.until(() => (server.published.get(uriOf(SUBMIT_FILE))?.length === 0 ? true : undefined));
  await server.edit(edited, 'GFP_NOWAIT', 'GFP_KERNEL');
  await server.until(() => server.published.get(uriOf(SUBMIT_FILE))?.find(({ code }) => code === 'reclaim-in-callback'));

  const harmless = WAITS.replaceAll('mutex_lock', 'bar_poke').replaceAll('mutex_unlock', 'bar_poke');
  writeFileSync(path.join(folder, MAIN), harmless);
  const other = await server.open(uriOf(MAIN), harmless);
  await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri: other.uri } });
  await server.until(() => (server.published.get(uriOf(SUBMIT_FILE))?.length === 0 ? true : undefined));
});
